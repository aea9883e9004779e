// Puts the chosen theme, density and language on the page before the first paint. Plain and tiny on purpose.
try {
  const look = JSON.parse(localStorage.getItem('tierline.look') || '{}')
  const root = document.documentElement
  if (look.theme === 'light' || look.theme === 'dark') root.dataset.theme = look.theme
  if (look.density === 'compact') root.dataset.density = 'compact'
  if (typeof look.language === 'string') root.lang = look.language
} catch {
  // Without storage the page follows the system.
}
