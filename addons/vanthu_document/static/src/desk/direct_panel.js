import { useEffect } from "@odoo/owl";
import { deserializeDate } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { useHotkey } from "@web/core/hotkeys/hotkey_hook";
import { useService } from "@web/core/utils/hooks";

import { showDate } from "./card_head";
import { CardPanel } from "./card_panel";
import { deskPiles } from "./card_piles";
import {
    nameTargets, nextRole, refreshDraft, removeTarget, startDraft, tapPhrase, tapTarget,
    targetKey, toDecision,
} from "./direct_draft";
import { TargetPicker } from "./target_picker";

const PHRASES = 5;
const DIGITS = [1, 2, 3, 4, 5, 6, 7, 8, 9];

/** Where a leader directs: who, in what role, in what words, until when. */
export class DirectPanel extends CardPanel {
    static template = "vanthu_document.DeskDirectPanel";
    static components = { TargetPicker };

    setup() {
        super.setup();
        this.ui = useService("ui");
        Object.assign(this.state, { picking: false, allPhrases: false });
        // The text grows with what is dictated.
        useEffect(
            (el) => {
                el.style.height = "auto";
                el.style.height = `${el.scrollHeight + 2}px`;
            },
            () => [this.textRef.el, this.draft.content]
        );
        for (const digit of DIGITS) {
            useHotkey(String(digit), () => this.tapNumber(digit));
        }
    }

    startDraft() {
        return startDraft(this.props.card);
    }

    refreshDraft(draft) {
        return refreshDraft(draft, this.props.card, this.props.extras.today);
    }

    /** Units and persons to choose with a tap; those chosen already stand above. */
    get suggestions() {
        const chosen = new Set(this.draft.targets.map(targetKey));
        const { proposed, usual } = this.props.card;
        return [...proposed, ...usual].filter((target) => !chosen.has(targetKey(target)));
    }

    /** The leader's usual words about such documents first, then the stock phrases. */
    get phrases() {
        const { card, extras } = this.props;
        const stock = extras.phrases.filter(
            ({ company_id }) => !company_id || company_id === card.company_id
        );
        return [...new Set([...card.usual_phrases, ...stock.map(({ text }) => text)])];
    }

    /** A few; the others on demand, so that the deadline stays in sight. */
    get shownPhrases() {
        return this.state.allPhrases ? this.phrases : this.phrases.slice(0, PHRASES);
    }

    get dates() {
        const { date } = this.draft;
        const { dates } = this.props.card;
        return !date || dates.includes(date) ? dates : [...dates, date].sort();
    }

    get needsDate() {
        return this.draft.targets.some(({ role }) => role !== "inform");
    }

    get sendLabel() {
        return this.draft.targets.length ? _t("Send") : _t("File it: nobody gets work");
    }

    isPhraseIn(phrase) {
        return this.draft.content.includes(phrase);
    }

    showDay(date) {
        if (date === this.props.extras.today) {
            return _t("Today");
        }
        const day = deserializeDate(date);
        return `${day.toFormat("ccc")} ${showDate(date).slice(0, 5)}`;
    }

    tap(target) {
        this.keepDraft(tapTarget(this.draft, target));
    }

    tapNumber(digit) {
        const target = this.suggestions[digit - 1];
        if (target) {
            this.tap(target);
        }
    }

    turn(target) {
        this.keepDraft(nextRole(this.draft, target));
    }

    remove(target) {
        this.keepDraft(removeTarget(this.draft, target));
    }

    pick(target) {
        this.state.picking = false;
        this.tap(target);
    }

    say(phrase) {
        this.keepDraft(tapPhrase(this.draft, phrase));
    }

    write(content) {
        this.keepDraft({ ...this.draft, content });
    }

    setDate(date) {
        this.keepDraft({ ...this.draft, date: date || this.props.card.default_date });
    }

    askForReport(needsApproval) {
        this.keepDraft({ ...this.draft, needsApproval });
    }

    get label() {
        const names = nameTargets(this.draft);
        return names ? _t("Directed to %s", names) : _t("Filed: nobody gets work");
    }

    confirm() {
        if (this.draft.content.trim()) {
            this.props.decide(this.props.card, toDecision(this.draft), this.label);
        } else {
            this.askForText();
        }
    }
}

deskPiles.add("direct", { panel: DirectPanel });
