window.measured = (window.measured ?? 0) + 1;
