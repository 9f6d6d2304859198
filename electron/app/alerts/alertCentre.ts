/** Decides when the desk calls for attention: gathers bursts, merges notices, repeats what nobody handled. No Electron here. */
import { defaultAlerts, type Alert, type AlertKind, type AlertSettings, type SoundName } from '#shared/domain/alert';
import type { ConversationId } from '#shared/domain/ids';
import { alertPlan, isHiddenFrom, type AlertPlan } from '#shared/rules/alertPlan';

export type AlertOutputs = {
  /** Shows one notice in place of the former. */
  readonly notice: (alerts: readonly Alert[], settings: AlertSettings) => void;
  readonly clearNotice: () => void;
  readonly play: (sound: SoundName, volume: number) => void;
  readonly flash: (isOn: boolean) => void;
  /** A wait passed its target: for read-out. */
  readonly overdue: (alert: Alert) => void;
};

export type AlertWorld = {
  /** Local minutes since midnight. */
  readonly minute: () => number;
  readonly isFocused: () => boolean;
  /** The conversation on the screen of the focused window, null for none. */
  readonly lookedAt: () => ConversationId | null;
  readonly person: () => string | null;
  /** Whose desk it is, locked or not; null while nobody signed in. */
  readonly sitter: () => string | null;
  /** Runs `then` after `ms`; gives the cancelling. */
  readonly after: (ms: number, then: () => void) => () => void;
};

/** What arrives within this time is one call, ms. */
export const GATHER_MS = 250;
/** And after a call so long at least until the next: catching up after an outage is no drum roll. */
export const GAP_MS = 2_000;

/** Loudest first. */
const WEIGHT: readonly AlertKind[] = ['overdue', 'mention', 'failed', 'disconnected', 'warning', 'followUp', 'message'];
const byWeight = (a: Alert, b: Alert): number => WEIGHT.indexOf(a.kind) - WEIGHT.indexOf(b.kind);

/** One matter that calls: a conversation, or an account as a whole. A later alert of the same matter takes its place unless it weighs less. */
const matterOf = (alert: Alert): string => alert.conversation ?? alert.account ?? alert.matter ?? alert.kind;

export class AlertCentre {
  #settings: AlertSettings = defaultAlerts;
  #gathered: Alert[] = [];
  #cancelGather: (() => void) | null = null;
  #cancelGap: (() => void) | null = null;
  #cancelRepeat: (() => void) | null = null;
  /** Noticed and neither seen nor handled yet. */
  readonly #pending = new Map<string, Alert>();
  readonly #repeating = new Map<string, Alert>();

  constructor(private readonly out: AlertOutputs, private readonly world: AlertWorld) {}

  get settings(): AlertSettings { return this.#settings; }

  configure(settings: AlertSettings): void {
    this.#settings = settings;
    if (!settings.doNotDisturb) return;
    this.#pending.clear();
    this.out.clearNotice();
    this.out.flash(false);
  }

  /** Another conversation is looked at, or a window came to the front: what is seen is no news any more. */
  seen(): void {
    if (this.world.isFocused()) this.out.flash(false);
    const conversation = this.world.lookedAt();
    if (conversation !== null) this.#unnotice([conversation]);
  }

  raise(alerts: readonly Alert[]): void {
    this.#gathered.push(...alerts);
    if (this.#cancelGap === null) this.#gather();
  }

  /** Conversations that were answered or closed, accounts that came back. */
  settle(matters: readonly string[]): void {
    this.#gathered = this.#gathered.filter((alert) => !matters.includes(matterOf(alert)));
    for (const matter of matters) this.#repeating.delete(matter);
    this.#unnotice(matters);
  }

  /** The notice was opened: where it leads, the weightiest matter first. Clears what it told. */
  opened(): ConversationId | undefined {
    const first = this.#noticed().find((alert) => alert.conversation !== undefined);
    this.#pending.clear();
    return first?.conversation;
  }

  dispose(): void {
    this.#cancelGather?.();
    this.#cancelGap?.();
    this.#cancelRepeat?.();
    this.out.clearNotice();
  }

  #gather(): void {
    if (this.#gathered.length > 0) this.#cancelGather ??= this.world.after(GATHER_MS, () => { this.#cancelGather = null; this.#call(); });
  }

  #call(): void {
    this.#cancelGap = this.world.after(GAP_MS, () => { this.#cancelGap = null; this.#gather(); });
    const planned = this.#gathered.splice(0).filter((alert) => this.#concerns(alert)).map((alert) => ({ alert, plan: this.#plan(alert) }));
    for (const { alert } of planned) if (alert.kind === 'overdue') this.out.overdue(alert);
    this.#note(planned);
    for (const { alert, plan } of planned) if (plan.repeats) this.#repeating.set(matterOf(alert), alert);
    this.#planRepeat();
    const loudest = planned.filter(({ plan }) => plan.sound !== null).sort((a, b) => byWeight(a.alert, b.alert))[0];
    if (loudest?.plan.sound) this.out.play(loudest.plan.sound, this.#settings.volume);
    if (planned.some(({ plan }) => plan.flash)) this.out.flash(true);
  }

  #note(planned: readonly { readonly alert: Alert; readonly plan: AlertPlan }[]): void {
    let isNew = false;
    for (const { alert, plan } of planned) {
      if (!plan.notify) continue;
      const before = this.#pending.get(matterOf(alert));
      // Ten messages of one customer are one matter: told once more only when they grow more urgent.
      if (before === undefined || byWeight(alert, before) < 0 || alert.kind === 'message') this.#pending.set(matterOf(alert), before && byWeight(alert, before) > 0 ? before : alert);
      isNew = true;
    }
    if (isNew) this.out.notice(this.#noticed(), this.#settings);
  }

  /** What a notice may tell whoever sits here now, loudest first: another person may have come since. */
  #noticed(): readonly Alert[] {
    return [...this.#pending.values()].filter((alert) => this.#concerns(alert)).sort(byWeight);
  }

  #concerns(alert: Alert): boolean {
    return !isHiddenFrom(alert, this.world.sitter());
  }

  #repeat(): void {
    this.#cancelRepeat = null;
    const calling = [...this.#repeating.values()].filter((alert) => this.#settings.repeats.includes(alert.kind) && !this.#isLookedAt(alert) && this.#concerns(alert)).sort(byWeight);
    const sound = calling.map((alert) => this.#plan(alert).sound).find((name) => name !== null);
    if (sound) this.out.play(sound, this.#settings.volume);
    this.#planRepeat();
  }

  #planRepeat(): void {
    if (this.#repeating.size === 0 || this.#settings.repeatSeconds === 0) return;
    this.#cancelRepeat ??= this.world.after(this.#settings.repeatSeconds * 1000, () => { this.#repeat(); });
  }

  #plan(alert: Alert): AlertPlan {
    return alertPlan(this.#settings, alert, { minute: this.world.minute(), isFocused: this.world.isFocused(), isLookedAt: this.#isLookedAt(alert), person: this.world.person() });
  }

  #isLookedAt(alert: Alert): boolean {
    return alert.conversation !== undefined && alert.conversation === this.world.lookedAt();
  }

  #unnotice(matters: readonly string[]): void {
    const before = this.#pending.size;
    for (const matter of matters) this.#pending.delete(matter);
    if (before > 0 && this.#pending.size === 0) this.out.clearNotice();
  }
}

