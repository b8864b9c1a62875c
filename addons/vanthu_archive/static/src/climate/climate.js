import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { useSetupAction } from "@web/search/action_hook";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { ClimateChart } from "./climate_chart";
import { parseNumber, writeMeasured } from "./measured";

import { Component, onWillStart, useState } from "@odoo/owl";

const { DateTime } = luxon;
const SERVER = "yyyy-MM-dd HH:mm:ss";
const STEPS = { day: { days: 1 }, week: { weeks: 1 }, month: { months: 1 }, year: { years: 1 } };

/**
 * The rows to record: rooms for which something was typed.
 *
 * @param {Object} typed room → {temperature, humidity, light, note}, as texts
 * @returns {{rows: Object[], bad: number[]}} rows for the server, rooms in which a value is
 *     missing or no number
 */
export function collectRows(typed) {
    const rows = [];
    const bad = [];
    for (const [room, values] of Object.entries(typed)) {
        if (!Object.values(values).some((text) => String(text ?? "").trim())) {
            continue;
        }
        const row = {
            room: Number(room),
            temperature: parseNumber(values.temperature),
            humidity: parseNumber(values.humidity),
            light: parseNumber(values.light),
            note: (values.note || "").trim(),
        };
        const measured = [row.temperature, row.humidity, row.light ?? 0];
        if (measured.some((value) => value === null || Number.isNaN(value))) {
            bad.push(row.room);
        } else {
            rows.push(row);
        }
    }
    return { rows, bad };
}

/** The climate of all rooms: the last values, what is to be written today, and the graph. */
export class Climate extends Component {
    static template = "vanthu_archive.Climate";
    static components = { ClimateChart, Layout };
    static props = { ...standardActionServiceProps };
    static path = "climate";
    static displayName = _t("Climate");

    write = writeMeasured;

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.notification = useService("notification");
        const before = this.props.state || this.props.action.params || {};
        this.state = useState({
            rooms: [],
            mayEnter: false,
            typed: before.typed || {},
            bad: [],
            moment: "",
            graph: null,
            period: before.period || "day",
            saving: false,
        });
        this.periods = [
            ["day", _t("Day")],
            ["week", _t("Week")],
            ["month", _t("Month")],
            ["year", _t("Year")],
        ];
        useSetupAction({
            getLocalState: () => ({
                room: this.state.graph?.room,
                period: this.state.period,
                typed: this.state.typed,
            }),
        });
        onWillStart(async () => {
            await this.refresh();
            if (before.room) {
                await this.open(before.room);
            }
        });
    }

    get display() {
        return { controlPanel: {} };
    }

    show({ rooms, may_enter }) {
        for (const { id } of rooms) {
            this.state.typed[id] ||= { temperature: "", humidity: "", light: "", note: "" };
        }
        Object.assign(this.state, { rooms, mayEnter: may_enter });
    }

    lastAt(room) {
        return DateTime.fromFormat(room.taken_at, SERVER, { zone: "utc" })
            .setZone("default")
            .toFormat("HH:mm dd/MM");
    }

    tone(room, quantity) {
        return room.outside.includes(quantity) ? "text-danger fw-bold" : "";
    }

    async save() {
        const { rows, bad } = collectRows(this.state.typed);
        this.state.bad = bad;
        if (bad.length) {
            return this.notification.add(
                _t("Enter temperature and humidity of each room that you have begun."),
                { type: "warning" }
            );
        }
        if (!rows.length || this.state.saving) {
            return;
        }
        const moment = this.state.moment
            ? DateTime.fromISO(this.state.moment).toUTC().toFormat(SERVER)
            : "";
        this.state.saving = true;
        try {
            const answer = await this.orm.call("vanthu.climate", "record", [rows, moment]);
            this.state.typed = {};
            this.state.moment = "";
            this.show(answer);
            this.notification.add(_t("%s rooms are written down.", answer.stored), {
                type: "success",
            });
        } finally {
            this.state.saving = false;
        }
    }

    // ---- GRAPH ----

    async open(room, day = "") {
        this.state.graph = await this.orm.call("vanthu.climate", "get_graph", [
            room,
            this.state.period,
            day,
        ]);
    }

    choosePeriod(period) {
        this.state.period = period;
        return this.open(this.state.graph.room, this.state.graph.first);
    }

    move(sign) {
        const { room, first } = this.state.graph;
        const step = STEPS[this.state.period];
        const day = DateTime.fromISO(first);
        return this.open(room, (sign > 0 ? day.plus(step) : day.minus(step)).toISODate());
    }

    get stretch() {
        const [first, last] = [this.state.graph.first, this.state.graph.last].map((day) =>
            DateTime.fromISO(day).toFormat("dd/MM/yyyy")
        );
        return first === last ? first : `${first} – ${last}`;
    }

    async refresh() {
        this.show(await this.orm.call("vanthu.climate", "get_rooms", []));
    }

    openDialog(name) {
        const room = this.state.graph?.room || this.state.rooms[0]?.id;
        return this.action.doAction(`vanthu_archive.${name}`, {
            additionalContext: name === "store_logbook_action" ? { default_location_id: room } : {},
            onClose: () => this.refresh(),
        });
    }

    openAlarms(room) {
        return this.action.doAction("vanthu_archive.climate_alarm_action", {
            additionalContext: room ? { search_default_location_id: room } : {},
        });
    }
}

registry.category("actions").add("vanthu_climate", Climate);
