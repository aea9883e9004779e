// What every answer says about itself to browsers: what may run, who may frame it, what may be kept.
import type { FastifyInstance } from 'fastify'

const permissions = [
  'accelerometer',
  'autoplay',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'usb',
]
  .map(name => `${name}=()`)
  .join(', ')

/** Answers that show nothing by themselves: data, problems, files. */
export const dataPolicy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"

/**
 * The agents' app: its own scripts and styles, pictures, live feed; frames only for mail from the content
 * host.
 */
export const appPolicy = (contentUrl: URL | null): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    `frame-src 'self'${contentUrl ? ` ${contentUrl.origin}` : ''}`,
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')

/** Sets the headers on every answer; a route that needs another policy or may be kept says so itself. */
export function addHeaders(app: FastifyInstance, publicUrl: URL): void {
  const fixed: Readonly<Record<string, string>> = {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'origin-agent-cluster': '?1',
    'permissions-policy': permissions,
    'x-frame-options': 'DENY',
    ...(publicUrl.protocol === 'https:' && {
      'strict-transport-security': 'max-age=63072000; includeSubDomains',
    }),
  }
  const usual = { 'content-security-policy': dataPolicy, 'cache-control': 'no-store' }
  // Early, so that an answer given by a hook or a fault carries them, too.
  app.addHook('onRequest', async (_request, reply) => {
    reply.headers({ ...fixed, ...usual })
  })
}
