// The password, asked for where the page has one; whatever needs it waits.

const dialog = document.getElementById("login");
const form = document.getElementById("login-form");
const input = document.getElementById("login-password");
const problem = document.getElementById("login-problem");
const AT_ONCE = 3000; // ms
let waiting = null;
let taken = -Infinity; // when the password was

// Resolves when the server has taken the password.
export function logIn() {
  waiting ??= new Promise((resolve) => {
    const lost = performance.now() - taken < AT_ONCE;
    problem.hidden = !lost;
    problem.textContent = lost ? "This browser does not keep the cookie that the page needs." : "";
    dialog.showModal();
    form.onsubmit = async (event) => {
      event.preventDefault();
      const said = await send();
      problem.hidden = !said;
      problem.textContent = said ?? "";
      if (said) {
        input.select();
        return;
      }
      waiting = null;
      taken = performance.now();
      form.reset();
      dialog.close();
      resolve();
    };
  });
  return waiting;
}

dialog.addEventListener("cancel", (event) => event.preventDefault()); // there is nothing behind it

// What is wrong; null if nothing is.
async function send() {
  try {
    const body = new URLSearchParams({ password: input.value });
    const response = await fetch("/login", { method: "POST", body });
    return response.ok ? null : (await response.json()).error;
  } catch {
    return "Gleaner has stopped.";
  }
}
