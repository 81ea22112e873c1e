// The number of a slip stands beside the send button, on the last page.
{
  const field = find("#slip");
  const open = () => {
    for (const page of parts) seen.add(page);
    current = check;
    show();
  };
  const link = find(".alert [href='#slip']");
  if (link) {
    link.onclick = (event) => {
      event.preventDefault();
      open();
      field.focus();
    };
    if (!wrong.length) {
      first = check;
      open();
    }
  }
}
