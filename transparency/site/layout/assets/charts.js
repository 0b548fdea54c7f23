// Adds an interactive view to a chart when a reader asks for it. The still chart and its table stay as they are.
(function () {
  "use strict";
  var loading;
  function library(address, integrity) {
    loading = loading || new Promise(function (done, failed) {
      var script = document.createElement("script");
      if (integrity) script.integrity = integrity;
      script.src = address;
      script.onload = done;
      script.onerror = failed;
      document.head.append(script);
    });
    return loading;
  }
  document.querySelectorAll("[data-view]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () {
      button.disabled = true;
      var place = document.getElementById(button.dataset.place);
      Promise.all([library(button.dataset.library, button.dataset.integrity), fetch(button.dataset.view).then(function (answer) { return answer.json(); })])
        .then(function (loaded) { place.hidden = false; return window.vegaEmbed(place, loaded[1].spec, loaded[1].options); })
        .then(function () { button.hidden = true; place.focus(); })
        .catch(function () { button.disabled = false; });
    });
  });
})();
