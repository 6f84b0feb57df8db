/** Finding and filtering; without it the page is complete, only longer to look through. */
export const SCRIPT = `
const nav = document.querySelector('nav');
const scenarios = [...document.querySelectorAll('.scenario')];
const search = nav.querySelector('input');
let show = 'all';
function filter() {
  const words = search.value.toLowerCase().split(/\\s+/);
  for (const each of scenarios) {
    const said = (each.querySelector('.name').textContent + ' ' + each.closest('.file').querySelector('h2').textContent).toLowerCase();
    each.hidden = !((show === 'all' || each.classList.contains(show)) && words.every((word) => said.includes(word)));
  }
  for (const file of document.querySelectorAll('.file')) file.hidden = !file.querySelector('.scenario:not([hidden])');
}
search.addEventListener('input', filter);
nav.addEventListener('click', ({ target }) => {
  if (target.dataset.show) {
    show = target.dataset.show;
    for (const button of nav.querySelectorAll('[data-show]')) button.setAttribute('aria-pressed', button === target);
    filter();
  } else if (target.dataset.open) {
    for (const each of scenarios) if (!each.hidden) each.open = target.dataset.open === 'true';
  }
});
function follow() {
  const target = location.hash && document.getElementById(location.hash.slice(1));
  if (target) target.open = true;
}
addEventListener('hashchange', follow);
follow();
nav.hidden = false;
`;
