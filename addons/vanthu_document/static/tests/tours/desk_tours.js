import { browser } from "@web/core/browser/browser";
import { registry } from "@web/core/registry";

const NativeRequest = browser.XMLHttpRequest;
const CARDS = 20;

/** Decisions whose request never leaves the phone, and those whose answer never reaches it. */
const network = { cut: false, losesAnswer: false, lost: 0 };

class WeakRequest extends NativeRequest {
    open(method, address, ...rest) {
        this.isDecision = address.includes("vanthu.desk/decide");
        super.open(method, address, ...rest);
    }

    send(body) {
        if (this.isDecision && network.cut) {
            network.lost++;
            setTimeout(() => this.dispatchEvent(new ProgressEvent("error")));
            return;
        }
        super.send(body);
    }

    addEventListener(type, listener, ...rest) {
        super.addEventListener(type, type === "load" ? this.mayLose(listener) : listener, ...rest);
    }

    mayLose(listener) {
        return (ev) => {
            if (this.isDecision && network.losesAnswer) {
                network.losesAnswer = false;
                network.lost++;
                this.dispatchEvent(new ProgressEvent("error"));
            } else {
                listener(ev);
            }
        };
    }
}

function assertThat(truth, sentence) {
    if (!truth) {
        throw new Error(sentence);
    }
}

function getCardId() {
    return document.querySelector(".o_vanthu_desk_card")?.dataset.card;
}

function countKept() {
    return Object.keys(localStorage).filter((key) => key.includes("/out/")).length;
}

async function waitUntilSent() {
    for (let tries = 0; tries < 90 && countKept(); tries++) {
        await new Promise((resolve) => setTimeout(resolve, 100));
    }
    assertThat(!countKept(), `${countKept()} decisions are left in the browser`);
}

const seen = [];

/** Directs the card that lies open: a unit, a phrase, and away; the next card comes by itself. */
function directOne(index) {
    return [
        {
            content: `card ${index + 1} has come`,
            trigger: ".o_vanthu_desk_suggestions .o_vanthu_desk_chip:contains('Văn phòng')",
            run({ anchor }) {
                assertThat(!seen.includes(getCardId()), "the same card came twice");
                seen.push(getCardId());
                anchor.click();
            },
        },
        { trigger: ".o_vanthu_desk_target[data-role=lead]:contains('Văn phòng')" },
        {
            trigger: ".o_vanthu_desk_phrases .o_vanthu_desk_chip:contains('Triển khai thực hiện.')",
            run: "click",
        },
        { trigger: ".o_vanthu_desk_text:value(Triển khai thực hiện.)" },
        { trigger: ".o_vanthu_desk_send", run: "click" },
    ];
}

function directMany(from, to) {
    return Array.from({ length: to - from }, (_, index) => directOne(from + index)).flat();
}

registry.category("web_tour.tours").add("vanthu_desk_clears_twenty", {
    url: "/odoo/desk",
    steps: () => [
        {
            trigger: `.o_vanthu_desk_tab[data-pile=direct] .o_vanthu_desk_count:contains(${CARDS})`,
            run() {
                window.vanthuMarker = "same page";
                browser.XMLHttpRequest = WeakRequest;
                const { scrollWidth } = document.documentElement;
                assertThat(scrollWidth <= window.innerWidth, "the page scrolls sideways");
            },
        },
        ...directMany(0, 4),
        {
            content: "the last one is taken back",
            trigger: ".o_vanthu_desk_last:has(.fa-check) .o_vanthu_desk_undo_button",
            run: "click",
        },
        {
            content: "its card lies open again, with what was decided",
            trigger: ".o_vanthu_desk_tab[data-pile=direct] .o_vanthu_desk_count:contains(17)",
            run: () => assertThat(getCardId() === seen.at(-1), "another card lies open"),
        },
        { trigger: ".o_vanthu_desk_target[data-role=lead]:contains('Văn phòng')" },
        { trigger: ".o_vanthu_desk_text:value(Triển khai thực hiện.)" },
        { trigger: ".o_vanthu_desk_send", run: "click" },
        ...directMany(4, 7),
        {
            content: "from here on no request leaves the phone",
            trigger: ".o_vanthu_desk_count:contains(13)",
            async run() {
                await waitUntilSent();
                network.cut = true;
            },
        },
        ...directMany(7, 12),
        {
            content: "five decisions wait, and the work goes on",
            trigger: ".o_vanthu_desk_banner:contains(5)",
            run() {
                assertThat(network.lost > 0, "the network was not cut");
                assertThat(countKept() === 5, `${countKept()} decisions are kept`);
                network.cut = false;
                network.losesAnswer = true;
                window.dispatchEvent(new Event("online"));
            },
        },
        {
            content: "the first answer is lost on the way: the decision is repeated",
            trigger: "body:not(:has(.o_vanthu_desk_banner)) .o_vanthu_desk_count:contains(8)",
            run() {
                assertThat(!network.losesAnswer, "no answer was lost");
            },
        },
        ...directMany(12, CARDS),
        {
            trigger: ".o_vanthu_desk_done",
            run() {
                assertThat(window.vanthuMarker === "same page", "the page was loaded anew");
                assertThat(seen.length === CARDS, `${seen.length} cards were seen`);
            },
        },
        {
            content: "everything has been sent",
            trigger: ".o_vanthu_desk_last .fa-check",
            async run() {
                await waitUntilSent();
                browser.XMLHttpRequest = NativeRequest;
            },
        },
    ],
});

registry.category("web_tour.tours").add("vanthu_desk_keeps_what_is_typed", {
    url: "/odoo/desk",
    steps: () => [
        { trigger: ".o_vanthu_desk_suggestions .o_vanthu_desk_other", run: "click" },
        { trigger: ".o_vanthu_desk_picker input", run: "edit tai chinh" },
        { trigger: ".o_vanthu_desk_pick", run: "click" },
        { trigger: ".o_vanthu_desk_target:last:contains('Tài chính')" },
        { trigger: ".o_vanthu_desk_target:last .o_vanthu_desk_remove", run: "click" },
        { trigger: ".o_vanthu_desk_text:value(/^$/)", run: "edit Nửa câu đã gõ" },
        { trigger: ".o_vanthu_desk_target .o_vanthu_desk_turn", run: "click" },
        {
            trigger: ".o_vanthu_desk_target[data-role=cooperate]",
            run: () => browser.location.reload(),
            expectUnloadPage: true,
        },
        { trigger: ".o_vanthu_desk_text:value(Nửa câu đã gõ)" },
        { trigger: ".o_vanthu_desk_target[data-role=cooperate]" },
        { trigger: ".o_vanthu_desk_target .o_vanthu_desk_turn", run: "click" },
        { trigger: ".o_vanthu_desk_target[data-role=inform] .o_vanthu_desk_turn", run: "click" },
        {
            content: "somebody else directs the document while the leader writes",
            trigger: ".o_vanthu_desk_target[data-role=lead]",
            async run() {
                const id = Number(getCardId());
                const orm = odoo.__WOWL_DEBUG__.root.env.services.orm;
                await orm.call("vanthu.document", "action_direct", [[id], "Giao ngay.", []]);
            },
        },
        { trigger: ".o_vanthu_desk_send", run: "click" },
        { trigger: ".o_vanthu_desk_refusal:contains('Giao ngay.')" },
        { trigger: ".o_vanthu_desk_text:value(Nửa câu đã gõ)" },
        { trigger: ".o_vanthu_desk_refusal button", run: "click" },
        { trigger: ".o_vanthu_desk_done" },
    ],
});
