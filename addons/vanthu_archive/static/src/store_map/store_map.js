import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useAutofocus, useService } from "@web/core/utils/hooks";
import { useSetupAction } from "@web/search/action_hook";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { writeMeasured } from "../climate/measured";

import { Component, onWillStart, useEffect, useRef, useState } from "@odoo/owl";

// From this share of its places on, a compartment is coloured as the legend says.
const LEVELS = [
    [1, "full"],
    [0.75, "high"],
    [0.000001, "part"],
    [0, "empty"],
];

/**
 * How full a place is, as a word for its colour.
 *
 * @param {{capacity: number, used: number}} place
 * @returns {string} full, high, part, empty, or none where no box can stand
 */
export function getLevel({ capacity, used }) {
    if (!capacity) {
        return used ? "full" : "none";
    }
    return LEVELS.find(([share]) => used / capacity >= share)[1];
}

/** A plan of a room: rows of shelves, coloured by filling; lights up where something stands. */
export class StoreMap extends Component {
    static template = "vanthu_archive.StoreMap";
    static components = { Layout };
    static props = { ...standardActionServiceProps };
    static path = "store-map";
    static displayName = _t("Store map");

    write = writeMeasured;

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        const before = this.props.state || this.props.action.params || {};
        this.state = useState({
            map: null,
            place: null,
            found: null,
            text: before.text || "",
            lit: before.lit || 0,
            box: before.box || 0,
        });
        this.plan = useRef("plan");
        this.legend = [
            ["empty", _t("Empty")],
            ["part", _t("Has room")],
            ["high", _t("Almost full")],
            ["full", _t("Full")],
        ];
        useAutofocus({ refName: "search" });
        useSetupAction({
            getLocalState: () => ({
                room: this.state.map?.room,
                lit: this.state.lit,
                box: this.state.box,
                text: this.state.text,
            }),
        });
        onWillStart(async () => {
            await this.load(before.room || 0);
            if (before.lit) {
                await this.open(before.lit);
            }
        });
        useEffect(
            () => {
                this.plan.el
                    ?.querySelector(".o_vanthu_place_lit")
                    ?.scrollIntoView({ block: "nearest", inline: "center" });
            },
            () => [this.state.lit, this.state.map]
        );
    }

    get display() {
        return { controlPanel: {} };
    }

    level(place) {
        return getLevel(place);
    }

    title(place) {
        return _t("%(place)s: %(used)s of %(capacity)s boxes", {
            place: place.name,
            used: place.used,
            capacity: place.capacity,
        });
    }

    async load(room) {
        this.state.map = await this.orm.call("vanthu.store", "get_map", [room]);
    }

    async chooseRoom(room) {
        Object.assign(this.state, { place: null, lit: 0, box: 0, found: null });
        await this.load(Number(room));
    }

    async open(place) {
        this.state.place = await this.orm.call("vanthu.store", "get_place", [place]);
    }

    async choose(place) {
        Object.assign(this.state, { lit: place.id, box: 0 });
        await this.open(place.id);
    }

    close() {
        Object.assign(this.state, { place: null, lit: 0, box: 0 });
    }

    async find() {
        this.state.found = await this.orm.call("vanthu.store", "find", [this.state.text]);
        if (this.state.found.length === 1) {
            await this.show(this.state.found[0]);
        }
    }

    async show(hit) {
        const { box } = hit;
        if (!box.place_id) {
            return this.openBox(box.id);
        }
        if (box.room_id !== this.state.map.room) {
            await this.load(box.room_id);
        }
        Object.assign(this.state, { lit: box.place_id, box: box.id });
        await this.open(box.place_id);
    }

    openClimate() {
        return this.action.doAction({
            type: "ir.actions.client",
            tag: "vanthu_climate",
            params: { room: this.state.map.room },
        });
    }

    openBox(id) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: "vanthu.archive.box",
            res_id: id,
            views: [[false, "form"]],
        });
    }
}

registry.category("actions").add("vanthu_store_map", StoreMap);
