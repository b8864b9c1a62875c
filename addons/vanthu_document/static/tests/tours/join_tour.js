import { registry } from "@web/core/registry";

const tours = registry.category("web_tour.tours");

/** A one-pixel picture in the place of the scanned letter. */
const LETTER =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

function attach(input) {
    const bytes = Uint8Array.from(atob(LETTER), (char) => char.charCodeAt(0));
    const transfer = new DataTransfer();
    transfer.items.add(new File([bytes], "de nghi.png", { type: "image/png" }));
    input.files = transfer.files;
}

const fill = (name, value) => ({ trigger: `#${name}`, run: `edit ${value}` });

/** A school asks for an account; the first time its leader's address is wrong. */
tours.add("vanthu_join_ask", {
    url: "/vanthu/join",
    steps: () => [
        fill("organ_name", "Trường THPT Tour"),
        fill("organ_code", "H41.07.77"),
        fill("organ_abbreviation", "THPTT"),
        fill("organ_street", "1 Lê Lợi"),
        fill("organ_phone", "0299 111 222"),
        fill("person_name", "Trần Thị Mai"),
        fill("person_function", "Nhân viên văn thư"),
        fill("person_email", "mai.tour@example.com"),
        fill("person_phone", "0912 000 111"),
        fill("leader_name", "Nguyễn Văn Hùng"),
        fill("leader_function", "Hiệu trưởng"),
        fill("leader_email", "mai.tour@example.com"),
        { trigger: "#letter", run: ({ anchor }) => attach(anchor) },
        { trigger: "button[name=send]", run: "click", expectUnloadPage: true },
        {
            content: "what is wrong is said, what was typed stands there",
            trigger: "[name=error]",
        },
        { trigger: "#organ_name:value(/^Trường THPT Tour$/)" },
        fill("leader_email", "hung.tour@example.com"),
        { trigger: "#letter", run: ({ anchor }) => attach(anchor) },
        { trigger: "button[name=send]", run: "click", expectUnloadPage: true },
        { trigger: "[name=sent]" },
    ],
});

/** The link of the letter: one press. */
tours.add("vanthu_join_confirm", {
    steps: () => [
        { trigger: "button[name=confirm]", run: "click", expectUnloadPage: true },
        { trigger: "[name=confirmed]" },
    ],
});

/** The administrator finds the request, reads it and approves it. */
tours.add("vanthu_join_approve", {
    url: "/odoo/account-requests",
    steps: () => [
        { trigger: ".o_data_row .o_data_cell:contains('Trường THPT Tour')", run: "click" },
        { trigger: "[name=letter_url] a" },
        { trigger: "button[name=action_approve]", run: "click" },
        { trigger: ".modal-footer .btn-primary", run: "click" },
        { trigger: "body:not(:has(.modal)) button[name=action_invite_again]" },
        { trigger: "[name=user_ids] .o_tag:contains('Trần Thị Mai')" },
    ],
});

/** The clerk sets a password with the link of the invitation and is led in. */
tours.add("vanthu_join_sign_up", {
    steps: () => [
        { trigger: "#password", run: "edit mot-mat-khau-dai-1" },
        { trigger: "#confirm_password", run: "edit mot-mat-khau-dai-1" },
        { trigger: ".oe_login_buttons button[type=submit]", run: "click", expectUnloadPage: true },
        { trigger: ".o_vanthu_first_steps" },
    ],
});

/** From the check list to the first number, and the tick that follows from it. */
tours.add("vanthu_join_first_document", {
    url: "/odoo/records-home",
    steps: () => [
        { trigger: ".o_vanthu_first_steps [name=first_document][data-done=false]" },
        { trigger: ".o_vanthu_first_steps [name=organisation]", run: "click" },
        { trigger: ".modal [name=organ_place] input", run: "edit Hương Giang" },
        {
            content: "Odoo loads the page anew after a change of the organisation",
            trigger: ".modal .o_form_button_save",
            run: "click",
            expectUnloadPage: true,
        },
        { trigger: ".o_vanthu_first_steps [name=organisation][data-done=true]" },
        { trigger: ".o_vanthu_first_steps [name=first_document]", run: "click" },
        { trigger: "[name=code_number] input", run: "edit 45" },
        { trigger: "[name=code_notation] input", run: "edit SGDĐT-VP" },
        { trigger: "[name=organ_name] input", run: "edit Sở Giáo dục và Đào tạo" },
        { trigger: "[name=subject] textarea", run: "edit Về việc tổng kết năm học" },
        { trigger: "button[name=action_register]", run: "click" },
        { trigger: ".o_vanthu_number_value:contains(01)" },
        { trigger: ".o_menu_sections [data-menu-xmlid='vanthu_document.menu_home']", run: "click" },
        { trigger: ".o_vanthu_first_steps [name=first_document][data-done=true]" },
        { trigger: ".o_vanthu_first_steps [name=put_away]", run: "click" },
        { trigger: ".o_vanthu_home:not(:has(.o_vanthu_first_steps))" },
    ],
});
