/** Which network an address belongs to. Pure. */
import { BlockList, isIP } from 'node:net';

const listOf = (ranges: readonly (readonly [address: string, prefix: number])[]): BlockList => {
  const list = new BlockList();
  for (const [address, prefix] of ranges) list.addSubnet(address, prefix, isIP(address) === 6 ? 'ipv6' : 'ipv4');
  return list;
};

const loopback = listOf([['127.0.0.0', 8], ['::1', 128]]);
const linkLocal = listOf([['169.254.0.0', 16], ['fe80::', 10]]);
const inHouse = listOf([['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['172.16.0.0', 12], ['192.168.0.0', 16], ['fc00::', 7], ['::', 128]]);

const contains = (list: BlockList, address: string): boolean => {
  const plain = address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '');
  const family = isIP(plain);
  return family !== 0 && list.check(plain, family === 6 ? 'ipv6' : 'ipv4');
};

export const isLinkLocal = (address: string): boolean => contains(linkLocal, address);
export const isPrivateAddress = (address: string): boolean => contains(loopback, address) || contains(inHouse, address) || contains(linkLocal, address);

/** True for `localhost` and loopback addresses; brackets of IPv6 allowed. */
export const isLoopbackHost = (host: string): boolean => {
  const plain = host.replace(/^\[|\]$/g, '').toLowerCase();
  return plain === 'localhost' || plain.endsWith('.localhost') || contains(loopback, plain);
};

/** True when the host, as written, is on this machine or in this house. Names are not resolved. */
export const isHouseHost = (host: string): boolean => {
  const plain = host.replace(/^\[|\]$/g, '');
  return isLoopbackHost(plain) || isPrivateAddress(plain) || !plain.includes('.');
};
