// The script of the page. Without it all is there to read: it adds search, filters and links into closed parts.
const form = document.getElementById('filters')
const words = document.getElementById('words')
const shown = document.getElementById('shown')

const checks = Array.from(document.querySelectorAll('.check'), (element) => ({
  element,
  verdict: element.dataset.verdict,
  level: element.closest('.duty').dataset.level,
  endpoint: element.closest('.endpoint').dataset.endpoint,
}))
const duties = Array.from(document.querySelectorAll('.duty'), (element) => ({ element, open: element.open }))
const parts = document.querySelectorAll('.behaviour, .endpoint')

function chosen(name) {
  return new Set(Array.from(form.querySelectorAll(`[name="${name}"]:checked`), (box) => box.value))
}

/** The text of a check with that of its requirement, in small letters. */
function textOf(check) {
  const { element } = check
  check.text ??=
    `${element.textContent} ${element.closest('.duty').firstElementChild.textContent}`.toLowerCase()
  return check.text
}

function filter() {
  const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean)
  const sets = ['verdict', 'level', 'endpoint'].map((name) => [name, chosen(name)])
  const narrowed = wanted.length > 0 || sets.some(([, set]) => set.size > 0)
  let count = 0
  for (const check of checks) {
    const fits =
      sets.every(([name, set]) => set.size === 0 || set.has(check[name])) &&
      wanted.every((word) => textOf(check).includes(word))
    check.element.hidden = !fits
    if (fits) count++
  }
  for (const { element, open } of duties) {
    element.hidden = narrowed && !element.querySelector('.check:not([hidden])')
    element.open = narrowed || open
  }
  for (const part of parts) part.hidden = narrowed && !part.querySelector('.duty:not([hidden])')
  shown.value = narrowed
    ? `${count.toLocaleString('en')} of ${checks.length.toLocaleString('en')} checks`
    : `${checks.length.toLocaleString('en')} checks`
}

/** Opens what the address names and all that it stands in; filters that hide it are dropped. */
function followLink() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)))
  if (!target) return
  if (target.closest('[hidden]')) {
    form.reset()
    filter()
  }
  for (let part = target; part; part = part.parentElement) if (part.localName === 'details') part.open = true
  const own = target.querySelector(':scope > details')
  if (own) own.open = true
  target.scrollIntoView()
  const handle = target.querySelector('summary, a')
  handle?.focus({ preventScroll: true })
}

/** The checks that can be opened and are not filtered away, with their requirements. */
function openAll(open) {
  for (const { element } of duties) if (!element.hidden) element.open = open
  for (const { element } of checks) {
    const details = element.querySelector(':scope > details')
    if (details && !element.hidden) details.open = open
  }
}

form.hidden = false
form.addEventListener('input', filter)
form.addEventListener('submit', (event) => event.preventDefault())
document.getElementById('open-all').addEventListener('click', () => openAll(true))
document.getElementById('close-all').addEventListener('click', () => openAll(false))
addEventListener('hashchange', followLink)
addEventListener('keydown', (event) => {
  const typing = event.target.matches('input[type="search"]')
  if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault()
    words.focus()
    words.select()
  }
  if (event.key === 'Escape' && typing) {
    words.value = ''
    filter()
  }
})

// Paper has no way to open anything.
let closed = []
addEventListener('beforeprint', () => {
  closed = Array.from(document.querySelectorAll('details:not([open])'))
  for (const details of closed) details.open = true
})
addEventListener('afterprint', () => {
  for (const details of closed) details.open = false
})

filter()
followLink()
