// Before anything is drawn: the colours that the reader chose last time.
try {
  const chosen = localStorage.getItem("tallybook-theme");
  if (chosen === "dark" || chosen === "light") document.documentElement.dataset.theme = chosen;
} catch { /* a browser may refuse storage to pages from disk */ }
