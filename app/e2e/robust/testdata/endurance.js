/**
 * Run by TestLongEndurance in a page where the program runs: the acts of a visitor and
 * the calls of a page, many times over.
 */
const $ = (id) => document.querySelector('cookies-preferences').shadowRoot.getElementById(id);
const api = cookiesPreferences;

/** Waits for a condition; a turn of the page's loop in between. @param {() => unknown} met */
async function until(met) {
  for (let turns = 0; !met(); turns++) {
    if (turns > 3000) throw new Error(`in vain: ${met}`);
    await new Promise((turn) => setTimeout(turn));
  }
}
const opened = () => until(() => $('cookies-dialog')?.open && $('cookies-save'));
const closed = () => until(() => !$('cookies-dialog')?.open);

/** Opens and closes the preferences so many times. */
async function openings(times) {
  for (let i = 0; i < times; i++) {
    api.open();
    await opened();
    $('cookies-close').click();
    await closed();
  }
  return times;
}

/** Esc, as the dialog receives it. */
const escape = () => $('cookies-dialog').dispatchEvent(new Event('cancel', { cancelable: true }));

/** The events of a round, in the dialog, over it and around it. */
const inDialog = ['statistics', 'internal', 'third_party'].flatMap((name) => [
  () => $(`cookies-toggle-${name}`).click(),
  () => $(`cookies-details-${name}`).click(),
]);
const around = [
  ...['blur', 'focus', 'pagehide', 'pageshow', 'resize', 'popstate'].map(
    (type) => () => dispatchEvent(new Event(type))),
  ...['visibilitychange', 'keydown', 'keyup', 'pointerdown', 'scroll'].map(
    (type) => () => document.dispatchEvent(new Event(type, { bubbles: true }))),
];

/** Goes through all kinds of events until there were so many. @returns how many there were */
async function events(least) {
  let count = 0;
  const fire = (list) => {
    for (const event of list) event();
    count += list.length;
  };
  while (count < least) {
    const ends = [];
    fire([() => document.getElementById('open').click()]);
    await opened();
    fire([...inDialog, ...inDialog, ...around]);
    fire([() => $('cookies-dialog-charter').click()]);
    await until(() => $('cookies-dialog') && !$('cookies-save'));
    fire([...around, escape]);
    await opened();
    fire([escape, ...around]);
    await closed();
    fire([
      () => ends.push(api.onChange(() => {})),
      () => api.refuse(), () => api.forget(), () => api.refuse(),
      () => ends.pop()(),
    ]);
    await until(() => api.get());
    fire([() => api.forget()]);
    await until(() => $('cookies-accept') && !api.get());
  }
  return count;
}

/** Has a script refuse and forget so many times, while no visitor acts. */
async function refusals(times) {
  for (let i = 0; i < times; i++) {
    api.refuse();
    await until(() => api.get() && !$('cookies-accept'));
    api.forget();
    await until(() => $('cookies-accept'));
  }
  return times;
}

/** Hands a request to Go, which ignores those that it doesn't know: see onRequest. */
let request;

async function findRequest() {
  const { _resume } = program;
  program._resume = function () {
    const event = this._pendingEvent; // null when a timer resumes Go
    if (event?.args[0] === 'open') request = this._makeFuncWrapper(event.id);
    _resume.call(this);
  };
  await openings(1);
  program._resume = _resume;
}

/**
 * Has Go collect its garbage, by making some: it then lets go of what it no longer needs of the
 * page. It copies each request's name.
 */
async function collect() {
  if (!request) await findRequest();
  const name = 'x'.repeat(1 << 16);
  for (let i = 0; i < 200; i++) {
    request(name);
    if (i % 20 === 0) await new Promise((turn) => setTimeout(turn));
  }
  await until(() => program._scheduledTimeouts.size === 0); // its last frame is drawn
}
