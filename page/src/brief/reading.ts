// Small things that help to read: where one is, what is folded, what is printed.

/** Mark in the list of contents the section that is being read. */
export const followSections = (): void => {
  const links = new Map<string, Element>();
  for (const link of document.querySelectorAll("#contents a[href^='#']"))
    links.set((link.getAttribute("href") ?? "").slice(1), link);
  let current: Element | undefined;
  const seen = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      const link = links.get(target.id);
      if (!isIntersecting || !link || link === current) continue;
      current?.removeAttribute("aria-current");
      link.setAttribute("aria-current", "true");
      current = link;
    }
  }, { rootMargin: "-20% 0px -75% 0px" });
  for (const id of links.keys()) {
    const section = document.getElementById(id);
    if (section) seen.observe(section);
  }
};

/** Printing opens what is folded and shows all rows, and puts both back. */
export const unfoldForPrint = (): void => {
  let folded: HTMLDetailsElement[] = [];
  let hidden: HTMLElement[] = [];
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll<HTMLDetailsElement>("main details:not([open])")].filter(({ id }) => id !== "steps");
    hidden = [...document.querySelectorAll<HTMLElement>("main tr[hidden]")];
    folded.forEach((one) => { one.open = true; });
    hidden.forEach((one) => { one.hidden = false; });
  });
  addEventListener("afterprint", () => {
    folded.forEach((one) => { one.open = false; });
    hidden.forEach((one) => { one.hidden = true; });
  });
};
