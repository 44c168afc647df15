'use strict';
(() => {
  const charts = JSON.parse(document.getElementById('charts').textContent);
  const draw = () => {
    for (const [id, spec] of Object.entries(charts)) {
      const place = document.getElementById('chart-' + id);
      if (!place || place.dataset.drawn) continue;
      place.dataset.drawn = '1';
      place.textContent = '';
      // ast: expressions are interpreted, so that the page's policy need not allow eval.
      vegaEmbed(place, spec, {ast: true, actions: false, renderer: 'svg', loader: {http: {}, baseURL: ''}})
        .catch(error => { place.textContent = 'The chart could not be drawn: ' + error.message; });
    }
  };
  if (window.vegaEmbed) draw();

  // A figure's fact, shown beside it; the link itself leads to the table of facts.
  let peek;
  const hide = () => { if (peek) { peek.remove(); peek = undefined; } };
  const show = link => {
    hide();
    const row = document.getElementById(link.hash.slice(1));
    if (!row) return;
    const heads = [...row.closest('table').tHead.rows[0].cells];
    const list = document.createElement('dl');
    [...row.cells].forEach((cell, i) => {
      if (!cell.textContent.trim()) return;
      const name = document.createElement('dt');
      name.textContent = heads[i].textContent;
      const value = document.createElement('dd');
      value.textContent = cell.textContent;
      list.append(name, value);
    });
    peek = document.createElement('div');
    peek.id = 'peek';
    peek.append(list);
    document.body.append(peek);
    const box = link.getClientRects()[0];
    const left = Math.min(box.left, document.documentElement.clientWidth - peek.offsetWidth - 16);
    const below = box.bottom + 8 + peek.offsetHeight < innerHeight;
    peek.style.left = scrollX + Math.max(12, left) + 'px';
    peek.style.top = scrollY + (below ? box.bottom + 6 : box.top - peek.offsetHeight - 6) + 'px';
  };
  for (const link of document.querySelectorAll('a.fact')) {
    link.addEventListener('pointerenter', event => { if (event.pointerType !== 'touch') show(link); });
    link.addEventListener('pointerleave', hide);
    link.addEventListener('focus', () => { if (link.matches(':focus-visible')) show(link); });
    link.addEventListener('blur', hide);
  }
  addEventListener('keydown', event => { if (event.key === 'Escape') hide(); });

  // What a link points at must be open to be seen.
  const open = () => {
    hide();
    const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    for (let at = target; at; at = at.parentElement) if (at.tagName === 'DETAILS') at.open = true;
    if (target) target.scrollIntoView({block: 'center'});
  };
  addEventListener('hashchange', open);
  open();
  addEventListener('beforeprint', () => document.querySelectorAll('details').forEach(one => { one.open = true; }));

  for (const command of document.querySelectorAll('.command')) {
    if (!navigator.clipboard) break;
    const text = command.textContent;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'copy';
    button.textContent = 'copy';
    button.addEventListener('click', () => navigator.clipboard.writeText(text)
      .then(() => { button.textContent = 'copied'; setTimeout(() => { button.textContent = 'copy'; }, 1500); }));
    command.prepend(button);
  }
})();
