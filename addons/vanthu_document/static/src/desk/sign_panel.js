import { _t } from "@web/core/l10n/translation";
import { ConfirmationDialog } from "@web/core/confirmation_dialog/confirmation_dialog";
import { useService } from "@web/core/utils/hooks";

import { deskPiles } from "./card_piles";
import { showDate } from "./card_head";
import { VerdictPanel } from "./verdict_panel";

/** Where a leader signs a draft that was checked, or sends it back with the reason. */
export class SignPanel extends VerdictPanel {
    static template = "vanthu_document.DeskSignPanel";

    setup() {
        super.setup();
        this.action = useService("action");
        this.dialog = useService("dialog");
        this.orm = useService("orm");
    }

    /** How it may be signed with one tap; a signed PDF is brought in a dialog. */
    get ways() {
        const ways = [{ method: "paper", label: _t("On paper"), icon: "fa-pencil" }];
        if (this.props.card.may_use_picture) {
            ways.push({ method: "picture", label: _t("My picture"), icon: "fa-picture-o" });
        }
        return ways;
    }

    /** What was chosen, as far as it is still offered. */
    get method() {
        const { method } = this.draft;
        return this.ways.some((way) => way.method === method) ? method : "paper";
    }

    get warning() {
        return this.method === "picture"
            ? _t("A picture is for trying out: it is no electronic signature.")
            : _t("You approve it here; the printed paper is signed by hand.");
    }

    /** The two checks and who made them, as far as they were made. */
    get checks() {
        const { card } = this.props;
        return [
            [_t("Content"), card.content_checked_by, card.content_checked_on],
            [_t("Presentation"), card.format_checked_by, card.format_checked_on],
        ]
            .filter(([, who]) => who)
            .map(([what, who, day]) => ({ what, who, day: showDate(day) }));
    }

    get phrases() {
        const { card, extras } = this.props;
        return (extras.send_back_phrases || [])
            .filter(({ company_id }) => !company_id || company_id === card.company_id)
            .map(({ text }) => text)
            .filter((text) => !this.draft.text.includes(text));
    }

    say(phrase) {
        this.change({ text: [this.draft.text.trim(), phrase].filter(Boolean).join(" ") });
    }

    get yes() {
        return { verdict: "sign", label: _t("Sign"), said: _t("Signed") };
    }

    get no() {
        return { verdict: "send_back", label: _t("Send back"), said: _t("Sent back") };
    }

    get missingText() {
        return _t("Say what is to be changed, or tap a phrase.");
    }

    /** A signature is never undone, so that it is asked for once. */
    confirm() {
        this.dialog.add(ConfirmationDialog, {
            title: _t("Sign"),
            body: [
                _t(
                    "You sign “%s”. A signature cannot be undone; from then on the content stays as it is.",
                    this.props.card.subject
                ),
                this.warning,
            ].join(" "),
            confirmLabel: _t("Sign"),
            confirm: () => this.sign(),
            cancelLabel: _t("Not yet"),
            cancel: () => {},
        });
    }

    sign() {
        const { card } = this.props;
        const { method } = this;
        const { verdict, said } = this.yes;
        this.props.decide(card, { verdict, version_id: card.version_id, method }, said);
    }

    /** The dialog of the document, for a PDF that was signed with a token or a telephone. */
    async upload() {
        const action = await this.orm.call("vanthu.document", "action_open_sign", [
            [this.props.card.id],
        ]);
        const context = { ...action.context, default_method: "upload" };
        await this.action.doAction(
            { ...action, context, views: [[false, "form"]] },
            { onClose: (infos) => infos?.signed && this.action.doAction("soft_reload") }
        );
    }
}

deskPiles.add("sign", {
    panel: SignPanel,
    isFinal: ({ verdict }) => verdict === "sign",
});
