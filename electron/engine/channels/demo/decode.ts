import type { ChatRef } from '#shared/domain/chat';
import type { Media, Part } from '#shared/domain/message';
import type { ChannelEvent } from '../contract/events';
import { chatIdOf, contactIdOf, stepMessageId } from './ids';
import type { DemoCustomer, Step } from './script';

export const chatOfCustomer = (customer: DemoCustomer): ChatRef => ({
  id: chatIdOf(customer.id), kind: 'private', title: customer.name, contact: contactIdOf(customer.id),
});

/** The parts a step says; `media` is what the host kept of its picture or file. */
export const partsOfStep = (step: Step, media: Media | undefined): readonly Part[] => {
  const parts: Part[] = [];
  if (step.text) parts.push({ kind: 'text', text: step.text });
  if (step.picture && media) parts.push({ kind: 'image', media });
  if (step.file && media) parts.push({ kind: 'file', media });
  if (step.order) parts.push({ kind: 'order', ...step.order });
  return parts;
};

/** What one step of a customer means as channel events. Pure; ids are stable, so replaying a step changes nothing. */
export const decodeStep = (
  customer: DemoCustomer, index: number, at: number, source: 'live' | 'history', media: Media | undefined,
): readonly ChannelEvent[] => {
  const step = customer.steps[index];
  if (!step) return [];
  const chat = chatOfCustomer(customer);
  const sender = { id: contactIdOf(customer.id), name: customer.name };
  if (step.recall !== undefined) return [{ kind: 'recall', chat, id: stepMessageId(customer.id, step.recall), by: sender, at }];
  return [{ kind: 'message', chat, id: stepMessageId(customer.id, index), at, direction: 'in', sender, parts: partsOfStep(step, media), source }];
};
