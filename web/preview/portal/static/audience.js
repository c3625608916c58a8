/** Stands for a script that measures audience: it runs once statistics are allowed. */
document.getElementById('audience').textContent =
  'Vous avez autorisé les statistiques\u00a0: le script de mesure d’audience a été exécuté.';
