import Handlebars from 'handlebars';
import { type Sjabloonnaam, sjablonen } from './sjablonen.ts';

export interface Gerenderd {
  onderwerp: string;
  tekst: string;
  /** Name and version, as the bericht keeps it. */
  sjabloon: string;
}

const compiled = new Map<string, Handlebars.TemplateDelegate>();

function fill(source: string, values: object): string {
  let template = compiled.get(source);
  if (!template) {
    template = Handlebars.compile(source, { noEscape: true, strict: false });
    compiled.set(source, template);
  }
  return template(values);
}

/**
 * Makes a text from a template.
 * @throws RangeError for a template that does not exist
 */
export function renderSjabloon(naam: string, values: object): Gerenderd {
  if (!Object.hasOwn(sjablonen, naam)) throw new RangeError(`There is no template "${naam}".`);
  const sjabloon = sjablonen[naam as Sjabloonnaam];
  return {
    onderwerp: fill(sjabloon.onderwerp, values).replace(/\s+/g, ' ').trim(),
    tekst: fill(sjabloon.tekst, values)
      .replace(/\n{3,}/g, '\n\n')
      .trim(),
    sjabloon: `${naam}@${sjabloon.versie}`,
  };
}
