if (!document.cookie.includes("avis=")) {
  const avis = document.createElement("section");
  avis.id = "avis";
  avis.setAttribute("aria-label", "Cookies");
  const add = (name, text) => {
    const element = document.createElement(name);
    element.textContent = text;
    avis.append(element);
    return element;
  };
  add("h2", "Cookies sur ce portail");
  add("p", "Le portail utilise des cookies nécessaires à son fonctionnement. " +
    "Si vous l’acceptez, d’autres peuvent servir " +
    "à mesurer l’audience et à afficher des vidéos de tiers.");
  add("button", "Tout accepter").dataset.choix = "oui";
  add("button", "Tout refuser").dataset.choix = "non";
  avis.addEventListener("click", ({ target: { dataset } }) => {
    if (!dataset.choix) return;
    document.cookie = "avis=" + dataset.choix + "; Path=/; Max-Age=15552000; SameSite=Lax";
    avis.remove();
  });
  document.body.prepend(avis);
}
