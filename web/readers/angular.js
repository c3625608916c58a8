// A service for AngularJS 1.8, with angular-cookies and valid.js: choice() returns the visitor's
// choice, or null.
angular.module("cookiesChoice", ["ngCookies"]).factory("choice", ["$cookies", ($cookies) =>
  () => validChoice(() => $cookies.getObject("cookies_preferences")),
]);
