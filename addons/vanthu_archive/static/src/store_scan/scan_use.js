import { deserializeDate, formatDate } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";

import { Component, useState } from "@odoo/owl";

const LINE = "vanthu.loan.line";

/** One file that goes to a reader or comes back: its sheets are counted, then it is done. */
export class ScanUse extends Component {
    static template = "vanthu_archive.ScanUse";
    static props = { line: Object, act: Function, done: Function };

    setup() {
        this.orm = useService("orm");
        const { act, sheets, on_paper: paper } = this.props.line;
        // What comes back is counted, not believed.
        this.state = useState({
            sheets: act === "hand_out" && paper && sheets ? String(sheets) : "",
            condition: "",
        });
    }

    get due() {
        const { due } = this.props.line;
        return due ? formatDate(deserializeDate(due)) : "";
    }

    submit() {
        return this.props.act(() => this.send());
    }

    async send() {
        const { line } = this.props;
        const values = [[line.id], Number(this.state.sheets) || 0, this.state.condition];
        if (line.act === "give_back") {
            const { out } = await this.orm.call(LINE, "action_give_back", values);
            return this.props.done(
                line,
                out ? _t("Given back; %s more are with the reader.", out) : _t("Given back.")
            );
        }
        const { handed_out, waiting } = await this.orm.call(LINE, "action_count_out", values);
        return this.props.done(
            line,
            handed_out
                ? _t("Handed out to %s.", line.reader)
                : _t("Counted; %s more files of this request wait.", waiting)
        );
    }
}
