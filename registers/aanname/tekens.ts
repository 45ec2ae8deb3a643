import { Weigering } from '../../domein/kanaaladapter.ts';

/** Text that PostgreSQL cannot keep: NUL, and halves of surrogate pairs. */
const unstorable = /[\0\p{Surrogate}]/u;
const deepest = 20;

/** @throws Weigering that names the first field whose text or nesting the register cannot keep */
export function refuseUnstorable(value: unknown, veld = '', depth = 0): void {
  if (typeof value === 'string' && unstorable.test(value))
    throw new Weigering(veld, 'onbruikbaar-teken', 'Hier staat een teken in dat wij niet kunnen bewaren.');
  if (typeof value !== 'object' || value === null) return;
  if (depth > deepest) throw new Weigering(veld, 'te-diep', 'Dit is te diep genest.');
  for (const [naam, inner] of Object.entries(value)) {
    const name = veld ? `${veld}.${naam}` : naam;
    if (unstorable.test(naam)) refuseUnstorable(naam, veld);
    refuseUnstorable(inner, name, depth + 1);
  }
}
