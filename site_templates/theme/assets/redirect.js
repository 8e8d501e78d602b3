/* On a page that leads on to another: takes the place named in its address along, which
   `<meta http-equiv="refresh">` does not. Without scripts the top of the page is reached. */
if (location.hash) {
  location.replace(document.currentScript.dataset.to + location.hash);
}
