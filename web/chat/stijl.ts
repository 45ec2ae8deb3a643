/**
 * The look: NL Design System tokens of the page around us, with a plain look where there are none.
 * A constructed style sheet, since a Content-Security-Policy without 'unsafe-inline' stops <style> in a shadow tree.
 */
const css = /* css */ `
:host {
  --tekst: var(--basis-color-default-color-document, #1b2631);
  --zacht: var(--basis-color-default-color-default, #44546a);
  --vlak: var(--basis-color-default-bg-document, #fff);
  --grijs: var(--basis-color-default-bg-default, #eff1f3);
  --lijn: var(--basis-color-default-border-default, #586c88);
  --merk: var(--utrecht-button-primary-action-background-color, var(--basis-color-action-1-inverse-bg-default, #154273));
  --op-merk: var(--utrecht-button-primary-action-color, var(--basis-color-action-1-inverse-color-default, #fff));
  --merk-vlak: var(--basis-color-action-1-bg-default, #e8eef6);
  --merk-tekst: var(--basis-color-action-1-color-default, #154273);
  --fout: var(--basis-color-negative-color-default, #a01d23);
  --let-op: var(--basis-color-warning-bg-default, #fff1bb);
  --rond: var(--basis-border-radius-md, 8px);
  font-family: var(--basis-text-font-family-default, system-ui, sans-serif);
  font-size: var(--basis-text-font-size-md, 1rem);
  line-height: 1.5;
  color: var(--tekst);
}
:host([hidden]) { display: none; }
*, *::before, *::after { box-sizing: border-box; }
p, h2, h3 { margin: 0; }
h2 { font-size: 1.25rem; line-height: 1.3; }
h3 { font-size: 1rem; }
a { color: inherit; }
[hidden] { display: none !important; }
.onzichtbaar {
  position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap;
}
:focus-visible {
  outline: 3px solid var(--basis-focus-outline-color, #0b0c0c);
  outline-offset: 2px;
  box-shadow: 0 0 0 6px var(--basis-focus-background-color, #fd0);
}
.regels:focus-visible { outline-offset: -3px; box-shadow: none; }

.knop, .opener {
  min-block-size: 44px; min-inline-size: 44px; padding: 0.5rem 0.875rem;
  font: inherit; font-weight: 600; line-height: 1.25; text-align: center;
  color: var(--merk-tekst); background: var(--vlak);
  border: 2px solid currentcolor; border-radius: var(--rond); cursor: pointer;
}
.knop:hover { background: var(--merk-vlak); }
.hoofd, .opener { color: var(--op-merk); background: var(--merk); border-color: var(--merk); }
.hoofd:hover { color: var(--op-merk); background: var(--merk); text-decoration: underline; }
.klein { padding-inline: 0.5rem; font-size: 0.875rem; }
.opener {
  position: fixed; inset-block-end: 1rem; inset-inline-end: 1rem; z-index: 2147483000; min-block-size: 48px;
  padding-inline: 1.25rem; box-shadow: 0 2px 8px rgb(0 0 0 / 30%);
}

.venster {
  display: grid; grid-template-rows: auto auto minmax(7rem, 1fr) auto; inline-size: 100%;
  padding: 0; overflow: auto; color: inherit; background: var(--vlak); border: 2px solid var(--merk);
}
dialog.venster:not([open]) { display: none; }
dialog.venster {
  position: fixed; inset: auto 1rem 1rem auto; z-index: 2147483001; margin: 0;
  inline-size: 29rem; max-inline-size: calc(100vw - 2rem);
  block-size: 42rem; max-block-size: calc(100vh - 2rem); max-block-size: calc(100dvh - 2rem);
  border-radius: var(--rond); box-shadow: 0 4px 24px rgb(0 0 0 / 35%);
}
section.venster { block-size: clamp(37rem, 85vh, 46rem); border-radius: var(--rond); }
dialog.venster::backdrop { background: rgb(0 0 0 / 40%); }

.kop {
  display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: center; padding: 0.5rem 0.75rem;
  color: var(--op-merk); background: var(--merk);
}
.kop > div:first-child { flex: 1 1 8rem; }
.kop .knop { color: inherit; background: transparent; }
.kop .knop:hover { text-decoration: underline; }
.kop p { font-size: 0.875rem; }
.toestand:not(:empty) { padding: 0.5rem 0.75rem; font-weight: 600; color: #1b2631; background: var(--let-op); }

.regels {
  display: flex; flex-direction: column; gap: 0.75rem; padding: 0.75rem; overflow-y: auto;
  overscroll-behavior: contain;
}
.begin { font-size: 0.875rem; color: var(--zacht); }
.regel { max-inline-size: 88%; padding: 0.5rem 0.75rem; background: var(--grijs); border-radius: var(--rond); }
.regel.klant { align-self: flex-end; color: var(--tekst); background: var(--merk-vlak); }
.regel.medewerker { border-inline-start: 4px solid var(--merk); }
.wie, .status { font-size: 0.875rem; color: var(--zacht); }
.tekst { white-space: pre-wrap; overflow-wrap: anywhere; }
.status { text-align: end; }
.status:not(.onderweg, .fout)::before { content: "✓" / ""; margin-inline-end: 0.25rem; }
.fout, .status.fout { font-weight: 600; color: var(--fout); }
.keuzes, .rij { display: flex; flex-wrap: wrap; gap: 0.5rem; }
.keuzes { align-self: flex-start; }

.voet { display: grid; align-content: start; gap: 0.5rem; padding: 0.5rem 0.75rem 0.75rem; border-block-start: 1px solid var(--lijn); }
.invoer { display: grid; gap: 0.625rem; }
label { font-weight: 600; }
textarea, input[type="email"] {
  inline-size: 100%; min-block-size: 44px; padding: 0.5rem; font: inherit; color: inherit; background: var(--vlak);
  border: 1px solid var(--lijn); border-radius: var(--basis-form-control-border-radius, 4px); resize: vertical;
}
textarea[aria-invalid="true"], input[aria-invalid="true"] { border: 2px solid var(--fout); }
.telling, .melding { font-size: 0.875rem; }
.telling:empty, .melding:empty { display: none; }
.paneel { display: grid; gap: 0.75rem; justify-items: start; padding: 0.75rem; background: var(--grijs); border-radius: var(--rond); }
.paneel form { display: grid; gap: 0.75rem; }
.heel { white-space: nowrap; }

/* Small screen or large zoom: the whole window, which then scrolls as one. */
@media (max-width: 30em), (max-height: 30em) {
  dialog.venster {
    inset: 0; inline-size: 100vw; max-inline-size: none; border: 0; border-radius: 0;
    block-size: 100vh; block-size: 100dvh; max-block-size: none;
  }
}
@media (max-height: 30em) {
  .venster { display: block; }
  .regels { overflow: visible; }
}
@media (forced-colors: active) {
  .regel, .paneel { border: 1px solid; }
}
@media print {
  .opener, .voet, .kop .knop { display: none; }
}
`;

export function createStijl(): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return sheet;
}
