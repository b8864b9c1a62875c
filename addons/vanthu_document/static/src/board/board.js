import { _t } from "@web/core/l10n/translation";
import { deserializeDate, formatDate } from "@web/core/l10n/dates";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { useSetupAction } from "@web/search/action_hook";
import { Layout } from "@web/search/layout";
import { formatFloat } from "@web/views/fields/formatters";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";

import { Component, onWillStart, useState } from "@odoo/owl";

const LIST = "vanthu.document.report";
const WORK = "vanthu.assignment.report";

/** The figures of a week or month that a director asks about, each with what is behind it. */
export class Board extends Component {
    static template = "vanthu_document.Board";
    static components = { Layout };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.notification = useService("notification");
        const before = this.props.state || this.props.action.context?.board || {};
        this.state = useState({ kind: before.kind || "week", day: before.day || false, data: null });
        this.labels = {
            received: _t("Incoming documents"),
            done: _t("Done"),
            rate: _t("Done in time"),
            open: _t("Open now"),
            late: _t("Late"),
        };
        // What is opened from here comes back to the same period.
        useSetupAction({
            getLocalState: () => ({ kind: this.state.kind, day: this.state.data?.first }),
        });
        onWillStart(() => this.load());
    }

    async load() {
        const { kind, day } = this.state;
        this.state.data = await this.orm.call("vanthu.board", "get_board", [kind, day]);
    }

    get display() {
        return { controlPanel: {} };
    }

    get title() {
        const { data } = this.state;
        const first = deserializeDate(data.first);
        return data.kind === "week"
            ? _t("Week %s", data.week)
            : _t("Month %(month)s/%(year)s", { month: first.month, year: first.year });
    }

    get range() {
        const { first, last } = this.state.data;
        return `${this.date(first)} – ${this.date(last)}`;
    }

    get highest() {
        return Math.max(1, ...this.state.data.units.map((unit) => unit.open));
    }

    date(text) {
        return text ? formatDate(deserializeDate(text), { format: "dd/MM/yyyy" }) : "";
    }

    share(value) {
        return value === null ? "–" : `${formatFloat(value, { digits: [5, 1] })} %`;
    }

    value(figure, part = "value") {
        return figure.key === "rate" ? this.share(figure[part]) : figure[part];
    }

    /** Whether a figure got better or worse; more arrivals are neither. */
    trend(figure) {
        const change = figure.value - figure.before;
        if (figure.value === null || figure.before === null || !change) {
            return "";
        }
        const good = { done: 1, rate: 1, open: -1, late: -1 }[figure.key] || 0;
        const tone = good ? (change * good > 0 ? "text-success" : "text-danger") : "text-muted";
        return `fa ${change > 0 ? "fa-arrow-up" : "fa-arrow-down"} ${tone}`;
    }

    choose(kind) {
        // The period of the other kind in which this one ends; the last whole one by default.
        this.state.day = this.state.day && this.state.data.last;
        this.state.kind = kind;
        return this.load();
    }

    go(day) {
        this.state.day = day;
        return this.load();
    }

    open(name, domain, model = LIST) {
        const views = model === LIST ? ["list", "kanban", "pivot", "graph"] : ["list", "pivot"];
        return this.action.doAction({
            type: "ir.actions.act_window",
            name: `${name}, ${this.range}`,
            res_model: model,
            domain,
            views: views.map((view) => [false, view]),
        });
    }

    openDirectives(domain) {
        return this.open(_t("Directives without a document"), domain, WORK);
    }

    async openDocument(id) {
        return this.action.doAction(await this.orm.call(LIST, "action_open", [[id]]));
    }

    async print() {
        const { kind, data } = this.state;
        return this.action.doAction(
            await this.orm.call("vanthu.board", "print_board", [kind, data.first])
        );
    }

    async toggleMail() {
        const { data } = this.state;
        data.weekly = await this.orm.call("vanthu.board", "set_weekly_mail", [!data.weekly]);
        this.notification.add(
            data.weekly
                ? _t("You get these figures by e-mail each Monday.")
                : _t("You no longer get these figures by e-mail."),
            { type: "success" }
        );
    }

    openBelow() {
        return this.action.doAction("vanthu_document.vanthu_organisation_report_action");
    }
}

registry.category("actions").add("vanthu_board", Board);
