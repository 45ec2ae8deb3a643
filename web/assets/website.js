/**
 * What makes the pages pleasanter with JavaScript. Nothing depends on it: every form works without.
 * Conditional questions, characters left, size of files, the place of the device, printing, focus on errors.
 */
document.documentElement.classList.add('js');

/** The answer that stands in the form now; a question that is hidden itself has none. */
function answerOf(form, name) {
  const inputs = [...form.elements].filter(
    (element) => element.name === name && !element.closest('[hidden]'),
  );
  const checked = inputs.find((element) => element.type === 'radio' && element.checked);
  if (checked) return checked.value;
  return inputs.find((element) => element.type !== 'radio')?.value ?? '';
}

function updateConditions(form) {
  // In the order of the page: a question may depend on one that was just hidden.
  for (const block of form.querySelectorAll('[data-als]')) {
    block.hidden = !JSON.parse(block.dataset.is).includes(answerOf(form, block.dataset.als));
  }
  const preference = form.querySelector('[data-als-adres]');
  if (preference)
    preference.hidden = !answerOf(form, 'contact.email').trim() && !answerOf(form, 'contact.telefoon').trim();
}

for (const form of document.querySelectorAll('form.formulier')) {
  form.addEventListener('input', () => updateConditions(form));
  form.addEventListener('change', () => updateConditions(form));
  // A second press while the first is on its way would only make people wait twice.
  form.addEventListener('submit', (event) => {
    if (form.dataset.bezig) return event.preventDefault();
    form.dataset.bezig = 'ja';
  });
  updateConditions(form);
}
// Back from another page: the browser may have filled the form in again.
window.addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form.formulier')) {
    delete form.dataset.bezig;
    updateConditions(form);
  }
});

for (const field of document.querySelectorAll('textarea[data-maximum]')) {
  const maximum = Number(field.dataset.maximum);
  const counter = document.getElementById(`${field.id}-teller`);
  const live = document.createElement('span');
  live.className = 'site-onzichtbaar';
  live.setAttribute('role', 'status');
  counter.after(live);
  const show = () => {
    const left = maximum - field.value.length;
    counter.textContent = left < 0 ? `U heeft ${-left} tekens te veel.` : `U heeft nog ${left} tekens.`;
    counter.classList.toggle('veld__teller--over', left < 0);
  };
  // A screen reader hears it when the typing stops, not at every key.
  let timer;
  field.addEventListener('input', () => {
    show();
    clearTimeout(timer);
    timer = setTimeout(() => {
      live.textContent = counter.textContent;
    }, 1000);
  });
  show();
}

for (const input of document.querySelectorAll('input[type=file][data-grootte]')) {
  const message = document.createElement('p');
  message.className = 'utrecht-form-field-error-message veld__fout';
  message.setAttribute('role', 'alert');
  input.after(message);
  input.addEventListener('change', () => {
    const files = [...input.files];
    const large = files.filter((file) => file.size > Number(input.dataset.grootte));
    const kept = input.closest('.veld').querySelectorAll('input[type=hidden]').length;
    const problems = [
      ...large.map(
        (file) => `${file.name} is te groot: hoogstens ${Number(input.dataset.grootte) / 1048576} MB.`,
      ),
      ...(files.length + kept > Number(input.dataset.aantal)
        ? [`U kunt hoogstens ${input.dataset.aantal} bestanden toevoegen.`]
        : []),
    ];
    message.textContent = problems.join(' ');
    // Uploading them first would take minutes, only to be refused.
    if (problems.length > 0) input.value = '';
  });
}

for (const block of document.querySelectorAll('[data-plek]')) {
  const [lat, lon] = block.querySelectorAll('input');
  const button = block.querySelector('button');
  const status = block.querySelector('[role=status]');
  const text = document.getElementsByName(block.dataset.plek)[0];
  const tell = () => {
    status.textContent = lat.value ? 'Wij hebben de plek van uw toestel.' : '';
  };
  tell();
  if (!navigator.geolocation || !window.isSecureContext) continue;
  button.hidden = false;
  button.addEventListener('click', () => {
    status.textContent = 'Wij zoeken uw plek…';
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        // The same borders as the server: a point outside the Netherlands helps nobody.
        const inside =
          coords.latitude >= 50.5 &&
          coords.latitude <= 53.8 &&
          coords.longitude >= 3 &&
          coords.longitude <= 7.3;
        if (!inside) {
          status.textContent = 'Uw plek ligt niet in Nederland. Vul zelf in waar het is.';
          return;
        }
        lat.value = coords.latitude.toFixed(5);
        lon.value = coords.longitude.toFixed(5);
        if (!text.value.trim()) text.value = `Bij mijn plek (${lat.value}, ${lon.value})`;
        tell();
      },
      () => {
        status.textContent = 'Wij kunnen uw plek niet vinden. Vul zelf in waar het is.';
      },
      { enableHighAccuracy: true, timeout: 10000 },
    );
  });
}

for (const button of document.querySelectorAll('[data-afdrukken]')) {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
}

document.getElementById('fouten')?.focus();
