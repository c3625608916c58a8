if (!document.cookie.includes("notice=")) {
  const notice = document.createElement("section");
  notice.id = "notice";
  notice.setAttribute("aria-label", "Cookies");
  const add = (name, text) => {
    const element = document.createElement(name);
    element.textContent = text;
    notice.append(element);
    return element;
  };
  add("h2", "Cookies sur ce portail");
  add("p", "Le portail utilise des cookies nécessaires à son fonctionnement. " +
    "Si vous l’acceptez, d’autres peuvent servir " +
    "à mesurer l’audience et à afficher des vidéos de tiers.");
  add("button", "Tout accepter").dataset.choice = "yes";
  add("button", "Tout refuser").dataset.choice = "no";
  notice.addEventListener("click", ({ target: { dataset } }) => {
    if (!dataset.choice) return;
    document.cookie = "notice=" + dataset.choice + "; Path=/; Max-Age=15552000; SameSite=Lax";
    notice.remove();
  });
  document.body.prepend(notice);
}
