/** Ask the server to go on as somebody else: a real form, since the whole page is another's. */
export function goTo(route, path) {
    const form = document.createElement("form");
    form.method = "POST";
    form.action = route;
    for (const [name, value] of Object.entries({ csrf_token: odoo.csrf_token, path })) {
        const input = document.createElement("input");
        input.type = "hidden";
        input.name = name;
        input.value = value || "";
        form.append(input);
    }
    document.body.append(form);
    form.submit();
}

export const enterPractice = (path) => goTo("/vanthu/practice/enter", path);
export const leavePractice = (path) => goTo("/vanthu/practice/leave", path);
