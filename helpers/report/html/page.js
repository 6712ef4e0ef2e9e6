// The script of the page. Without it all is there to read: it adds search, filters, copying, and links into closed parts.
const byId = (id) => document.getElementById(id)
const all = (selector, within = document) => Array.from(within.querySelectorAll(selector))
const [form, words, shown] = ['filters', 'words', 'shown'].map(byId)
const groups = ['verdict', 'level', 'endpoint']

/** What a filter goes by; its text, in small letters, is put together when it is first searched. */
function about(element, facts, text) {
  let known
  return {
    ...facts,
    element,
    get text() {
      known ??= text().toLowerCase()
      return known
    },
  }
}

const duties = all('.duty').map((element) => {
  const text = () =>
    `${element.firstElementChild.textContent} ${element.querySelector('.source').textContent}`
  return {
    ...about(element, element.dataset, text),
    endpoint: element.closest('.endpoint').dataset.endpoint,
    open: element.open,
    wordsOf: text,
  }
})
const checks = duties.flatMap(({ element: duty, level, endpoint, wordsOf }) =>
  all('.check', duty).map((element) => {
    const { verdict, cause = '' } = element.dataset
    return about(element, { verdict, level, endpoint }, () => `${element.textContent} ${cause} ${wordsOf()}`)
  }),
)
const entries = all('.entry').map((element) => about(element, element.dataset, () => element.textContent))
const findings = all('.finding')
const marks = all('.mark').map((element) => ({ element, duty: byId(anchorIn(element)) }))
// What holds some of the others, and is not shown without them, the innermost first.
const holders = [
  [all('.behaviour'), '.duty'],
  [all('.endpoint'), '.behaviour'],
  [all('.findings .of'), '.entry'],
  [all('.picture tbody tr'), '.mark'],
]

function anchorIn(link) {
  return decodeURIComponent(link.hash.slice(1))
}

function chosen(name) {
  return new Set(all(`[name="${name}"]:checked`, form).map((box) => box.value))
}

function filter() {
  const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean)
  const sets = groups.map((name) => [name, chosen(name)])
  const narrowed = wanted.length > 0 || sets.some(([, set]) => set.size > 0)
  const fits = (each) =>
    sets.every(([name, set]) => set.size === 0 || set.has(each[name])) &&
    wanted.every((word) => each.text.includes(word))
  for (const each of [...checks, ...entries]) each.element.hidden = narrowed && !fits(each)
  for (const duty of duties) {
    const { element, open } = duty
    const own = element.querySelector('.check')
    element.hidden = narrowed && !(own ? element.querySelector('.check:not([hidden])') : fits(duty))
    element.open = narrowed || open
  }
  for (const { element, duty } of marks) element.hidden = duty?.hidden ?? false
  for (const [elements, inner] of holders)
    for (const element of elements)
      element.hidden = narrowed && !element.querySelector(`${inner}:not([hidden])`)
  tell(narrowed)
}

function tell(narrowed) {
  const count = (elements, name) => {
    const some = elements.filter(({ hidden }) => !hidden).length.toLocaleString('en')
    const every = elements.length
    return `${narrowed ? `${some} of ` : ''}${every.toLocaleString('en')} ${name}${every === 1 ? '' : 's'}`
  }
  const parts = [
    count(findings, 'finding'),
    count(
      checks.map(({ element }) => element),
      'check',
    ),
  ]
  shown.value = parts.join(', ')
}

/** What was chosen stands in the address, beside whatever a viewer put there. */
function writeAddress() {
  const address = new URL(location.href)
  for (const name of ['words', ...groups]) address.searchParams.delete(name)
  for (const [name, value] of new FormData(form)) if (value) address.searchParams.append(name, value)
  changeAddress(address)
}

function changeAddress(address) {
  try {
    history.replaceState(history.state, '', address)
  } catch {
    // A viewer that shows the page in a frame of its own may not let its address be changed.
  }
}

function readAddress() {
  const { searchParams } = new URL(location.href)
  words.value = searchParams.get('words') ?? ''
  for (const name of groups)
    for (const box of all(`[name="${name}"]`, form))
      box.checked = searchParams.getAll(name).includes(box.value)
  if (groups.some((name) => searchParams.has(name))) byId('choices').open = true
}

function change() {
  writeAddress()
  filter()
}

/** Opens what the address names and all that it stands in; filters that hide it are dropped. */
function followLink() {
  const target = byId(decodeURIComponent(location.hash.slice(1)))
  if (!target) return
  if (target.closest('[hidden]')) {
    for (const box of all(':checked', form)) box.checked = false
    words.value = ''
    change()
  }
  for (let part = target; part; part = part.parentElement) if (part.localName === 'details') part.open = true
  const own = target.querySelector(':scope > details')
  if (own) own.open = true
  target.scrollIntoView()
  const handle = target.matches('[tabindex]') ? target : target.querySelector('summary, a')
  handle?.focus({ preventScroll: true })
}

/** The bar stands over the page: whatever is led to begins below it. */
function keepClear() {
  const over = getComputedStyle(form).position === 'sticky' ? form.offsetHeight : 0
  document.documentElement.style.scrollPaddingTop = `${over + 8}px`
}

let current
/** Goes to the finding after or before the one that was last gone to, of those that are shown. */
function step(by) {
  const there = findings.filter((finding) => !finding.hidden)
  const at = there.indexOf(document.activeElement?.closest('.finding') ?? current)
  const next = there.at(at < 0 && by < 0 ? -1 : (at + by) % there.length)
  if (!next) return
  current = next
  changeAddress(`#${next.id}`)
  next.scrollIntoView()
  next.focus({ preventScroll: true })
}

/** The checks that can be opened and are not filtered away, with their requirements. */
function openAll(open) {
  for (const { element } of duties) if (!element.hidden) element.open = open
  for (const { element } of checks) {
    const details = element.querySelector(':scope > details')
    if (details && !element.hidden) details.open = open
  }
}

async function copy(button, line) {
  try {
    await navigator.clipboard.writeText(line.textContent)
  } catch {
    // Not there without TLS, as in many a CI: the old way copies what is selected.
    getSelection().selectAllChildren(line)
    document.execCommand('copy')
  }
  button.textContent = 'copied'
  setTimeout(() => {
    button.textContent = 'copy'
  }, 2_000)
}

for (const command of all('.command:not(.cut)')) {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'copy'
  button.textContent = 'copy'
  button.setAttribute('aria-label', `copy ${command.querySelector('h4').textContent}`)
  button.addEventListener('click', () => copy(button, command.querySelector('pre')))
  command.insertBefore(button, command.lastElementChild)
}

form.hidden = false
form.addEventListener('input', change)
form.addEventListener('submit', (event) => event.preventDefault())
byId('open-all').addEventListener('click', () => openAll(true))
byId('close-all').addEventListener('click', () => openAll(false))
byId('next').addEventListener('click', () => step(1))
byId('previous').addEventListener('click', () => step(-1))
addEventListener('hashchange', followLink)
addEventListener('popstate', () => {
  readAddress()
  filter()
})
addEventListener('keydown', (event) => {
  const typing = event.target.matches('input[type="search"]')
  if (event.key === 'Escape' && typing) {
    words.value = ''
    change()
  }
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return
  if (event.key === '/') {
    event.preventDefault()
    words.focus()
    words.select()
  }
  if (event.key === 'n') step(1)
  if (event.key === 'p') step(-1)
})
new ResizeObserver(keepClear).observe(form)

readAddress()
keepClear()
filter()
followLink()
