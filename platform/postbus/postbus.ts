/** The embedded receiving server and its page, for `api/main.ts` when SCHAKEL_EMBEDDED is on. */
export { startPostbusSmtp } from './ontvangst.ts';
export { createPostbusRouter } from './router.ts';
