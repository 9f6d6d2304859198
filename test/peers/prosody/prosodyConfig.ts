import type { ProsodyOptions } from './startProsody';

export type ProsodyPlace = { readonly dir: string; readonly c2s: number; readonly tls: number; readonly http: number };

/** First domain for the desk's accounts, second for customers; both on one server, so no server-to-server link is needed. */
export const SEAT_DOMAIN = 'seat.localhost';
export const CUSTOMER_DOMAIN = 'guest.localhost';
export const UPLOAD_LIMIT = 8 * 1024 * 1024;

/**
 * Configuration of a Debian prosody 0.12 as an independent peer: loopback only, no limits module (its 10 kB/s
 * would throttle bursts), archive in SQLite. Customers' domain never offers TLS, the seats' domain as asked.
 */
export const prosodyConfig = (place: ProsodyPlace, options: ProsodyOptions): string => {
  const modules = ['disco', 'roster', 'saslauth', 'tls', 'blocklist', 'bookmarks', 'pep', 'private', 'vcard4', 'vcard_legacy', 'ping', 'time', 'uptime', 'version', 'offline', 'http', 'websocket', 'csi_simple',
    ...(options.streamManagement === false ? [] : ['smacks']), ...(options.carbons === false ? [] : ['carbons']), ...(options.archive === false ? [] : ['mam'])];
  const quoted = (words: readonly string[]): string => words.map((word) => JSON.stringify(word)).join(', ');
  return `
run_as_root = ${process.getuid?.() === 0}
daemonize = false
pidfile = ${JSON.stringify(`${place.dir}/prosody.pid`)}
data_path = ${JSON.stringify(`${place.dir}/data`)}
certificates = ${JSON.stringify(`${place.dir}/certs`)}
plugin_paths = {}
admins = {}
log = { { levels = { min = "info" }, to = "file", filename = ${JSON.stringify(`${place.dir}/prosody.log`)} } }
interfaces = { "127.0.0.1" }
c2s_ports = { ${place.c2s} }
c2s_direct_tls_ports = { ${place.tls} }
c2s_direct_tls_ssl = { certificate = ${JSON.stringify(`${place.dir}/certs/peer.crt`)}; key = ${JSON.stringify(`${place.dir}/certs/peer.key`)} }
ssl = { certificate = ${JSON.stringify(`${place.dir}/certs/peer.crt`)}; key = ${JSON.stringify(`${place.dir}/certs/peer.key`)} }
http_interfaces = { "127.0.0.1" }
http_ports = { ${place.http} }
https_ports = {}
http_default_host = "${SEAT_DOMAIN}"
http_external_url = "http://127.0.0.1:${place.http}/"
s2s_ports = {}
modules_disabled = { "s2s" }
modules_enabled = { ${quoted(modules)} }
authentication = "internal_hashed"
-- the stock client derives keys in plain JavaScript: ten thousand rounds cost a second of test time each
default_iteration_count = 1000
default_storage = "internal"
storage = { archive = "sql" }
sql = { driver = "SQLite3", database = ${JSON.stringify(`${place.dir}/data/archive.sqlite`)} }
archive_expires_after = "never"
max_archive_query_results = 50
default_archive_policy = true
smacks_hibernation_time = ${options.hibernationSeconds ?? 300}
smacks_max_unacked_stanzas = 5
c2s_stanza_size_limit = 16*1024*1024
consider_websocket_secure = true
c2s_require_encryption = ${options.tls === 'required'}
allow_registration = false

VirtualHost "${SEAT_DOMAIN}"
${options.tls === 'none' ? '  modules_disabled = { "tls", "s2s" }' : ''}
VirtualHost "${CUSTOMER_DOMAIN}"
  modules_disabled = { "tls", "s2s" }
  c2s_require_encryption = false
${options.upload === false ? '' : `
Component "upload.${SEAT_DOMAIN}" "http_file_share"
  http_file_share_size_limit = ${UPLOAD_LIMIT}
  http_file_share_access = { "${SEAT_DOMAIN}", "${CUSTOMER_DOMAIN}" }
  http_host = "127.0.0.1"
  http_external_url = "http://127.0.0.1:${place.http}/"
`}`;
};
