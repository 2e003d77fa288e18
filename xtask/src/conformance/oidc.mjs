// An authorization server that we did not write, with two clients and a resource that only accepts its tokens.
import { Provider } from 'oidc-provider';

const [port, secret] = process.argv.slice(2);
const client = (client_id, token_endpoint_auth_method) => ({
  client_id,
  client_secret: secret,
  token_endpoint_auth_method,
  grant_types: ['client_credentials'],
  redirect_uris: [],
  response_types: [],
});
const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [client('post', 'client_secret_post'), client('basic', 'client_secret_basic')],
  features: { clientCredentials: { enabled: true }, devInteractions: { enabled: false } },
  ttl: { ClientCredentials: 20 },
});
provider.use(async (ctx, next) => {
  if (ctx.path !== '/whoami') return next();
  const found = await provider.ClientCredentials.find((ctx.get('authorization') || '').replace(/^Bearer /, ''));
  ctx.status = found && found.isValid ? 200 : 401;
  ctx.body = ctx.status === 200
    ? { client_id: found.clientId, token_id: found.jti.slice(0, 8) }
    : { error: 'invalid_token', error_description: 'unknown or ended' };
  // So that a run sees a token end without waiting for it.
  if (found && ctx.get('x-end')) await found.destroy();
});
provider.listen(Number(port), '127.0.0.1', () => console.log('oidc-provider is listening'));
