// The visitor's choice in AngularJS 1.8, with angular-cookies and valid.js: a
// service to inject, choice(), which gives it, or null.
angular.module("cookiesChoice", ["ngCookies"]).factory("choice", ["$cookies", ($cookies) =>
  () => validChoice(() => $cookies.getObject("cookies_preferences")),
]);
