import { button, h } from './dom.ts';
import { teksten } from './teksten.ts';

/** A small question above the typing box; takes the focus, and gives it back through `onClose`. */
function createPaneel(title: string, onClose: () => void, ...content: Node[]): HTMLElement {
  const paneel = h(
    'section',
    { class: 'paneel', 'aria-labelledby': 'paneel-titel', tabindex: '-1' },
    h('h3', { id: 'paneel-titel' }, title),
    ...content,
  );
  paneel.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    event.preventDefault();
    onClose();
  });
  return paneel;
}

/** Asks for the address to go on by e-mail. */
export function createMailpaneel(onMail: (email: string) => void, onClose: () => void): HTMLElement {
  const veld = h('input', {
    id: 'email',
    type: 'email',
    autocomplete: 'email',
    maxlength: '254',
    required: true,
    'aria-describedby': 'email-fout',
  });
  const fout = h('p', { id: 'email-fout', class: 'fout', role: 'alert' });
  const form = h(
    'form',
    { novalidate: true },
    h('p', {}, teksten.mailUitleg),
    h('label', { for: 'email' }, teksten.mailVraag),
    fout,
    veld,
    h(
      'div',
      { class: 'rij' },
      h('button', { type: 'submit', class: 'knop hoofd' }, teksten.mail),
      button(teksten.annuleren, onClose, { class: 'knop' }),
    ),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const valid = veld.checkValidity() && veld.value.includes('.');
    veld.setAttribute('aria-invalid', String(!valid));
    fout.textContent = valid ? '' : teksten.mailFout;
    if (valid) onMail(veld.value.trim());
    else veld.focus();
  });
  return createPaneel(teksten.mail, onClose, form);
}

/** Asks whether to stop, and says what is lost. */
export function createStoppaneel(unsent: boolean, onStop: () => void, onClose: () => void): HTMLElement {
  return createPaneel(
    teksten.stopVraag,
    onClose,
    h('p', {}, teksten.stopUitleg),
    ...(unsent ? [h('p', { class: 'fout' }, teksten.stopOnverzonden)] : []),
    h(
      'div',
      { class: 'rij' },
      button(teksten.stopJa, onStop, { class: 'knop hoofd' }),
      button(teksten.stopNee, onClose, { class: 'knop' }),
    ),
  );
}

/** What is left after stopping. */
export function createSlotpaneel(onNew: () => void): HTMLElement {
  return h(
    'section',
    { class: 'paneel', tabindex: '-1', 'aria-label': teksten.naam },
    h('p', {}, teksten.gestopt),
    button(teksten.opnieuw, onNew, { class: 'knop hoofd' }),
  );
}
