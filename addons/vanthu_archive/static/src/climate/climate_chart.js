import { loadBundle } from "@web/core/assets";
import { _t } from "@web/core/l10n/translation";

import { Component, onWillStart, useEffect, useRef } from "@odoo/owl";

const HOUR = 3600 * 1000;
// A pause longer than some points breaks the line: nothing was measured there.
const PAUSES = { day: 2 * HOUR, week: 9 * HOUR, month: 36 * HOUR, year: 15 * 24 * HOUR };
// Where average, lowest and highest of a quantity stand in a point.
const COLUMNS = { temperature: [1, 2, 3], humidity: [4, 5, 6] };
const COLORS = { temperature: "#c0392b", humidity: "#1f6fb2" };
const UNITS = { day: "hour", week: "day", month: "day", year: "month" };

const toMillis = (text) => luxon.DateTime.fromISO(text).toMillis();

/** Draws the limits as a band behind the lines. */
export const band = {
    id: "vanthuBand",
    beforeDatasetsDraw(chart, _args, { low, high }) {
        const { ctx, chartArea, scales } = chart;
        if (low === undefined || !chartArea) {
            return;
        }
        const top = Math.max(scales.y.getPixelForValue(high), chartArea.top);
        const bottom = Math.min(scales.y.getPixelForValue(low), chartArea.bottom);
        ctx.save();
        ctx.fillStyle = "rgba(40, 167, 69, 0.15)";
        ctx.fillRect(chartArea.left, top, chartArea.right - chartArea.left, Math.max(bottom - top, 0));
        ctx.restore();
    },
};

/**
 * What Chart.js is to draw of one quantity.
 *
 * @param {Object} graph answer of get_graph
 * @param {"temperature"|"humidity"} quantity
 * @returns {Object} configuration of a chart
 */
export function makeConfig(graph, quantity) {
    const [average, lowest, highest] = COLUMNS[quantity];
    const color = COLORS[quantity];
    const line = (column, values) => ({
        data: graph.points.map((point) => ({ x: toMillis(point[0]), y: point[column] })),
        borderColor: color,
        pointRadius: graph.points.length > 70 ? 0 : 2,
        spanGaps: PAUSES[graph.period],
        ...values,
    });
    const [low, high] = graph.limits ? graph.limits[quantity] : [];
    return {
        type: "line",
        data: {
            datasets: [
                line(lowest, { label: _t("Lowest"), borderWidth: 0, pointRadius: 0 }),
                line(highest, {
                    label: _t("Highest"),
                    borderWidth: 0,
                    pointRadius: 0,
                    backgroundColor: color + "33",
                    fill: "-1",
                }),
                line(average, { label: _t("Average"), borderWidth: 2, backgroundColor: color }),
            ],
        },
        options: {
            animation: false,
            maintainAspectRatio: false,
            interaction: { mode: "index", intersect: false },
            plugins: { legend: { display: false }, vanthuBand: { low, high } },
            scales: {
                x: {
                    type: "time",
                    min: toMillis(graph.first),
                    max: luxon.DateTime.fromISO(graph.last).plus({ days: 1 }).toMillis(),
                    time: {
                        unit: UNITS[graph.period],
                        displayFormats: { hour: "HH", day: "dd/MM", month: "MM/yyyy" },
                        tooltipFormat: "HH:mm dd/MM/yyyy",
                    },
                    ticks: { maxRotation: 0, autoSkipPadding: 12 },
                },
                y: { suggestedMin: low, suggestedMax: high, grace: "5%" },
            },
        },
        plugins: [band],
    };
}

/** One quantity of a room over a time, with its limits as a band. */
export class ClimateChart extends Component {
    static template = "vanthu_archive.ClimateChart";
    static props = { graph: Object, quantity: String, title: String };

    setup() {
        this.canvas = useRef("canvas");
        onWillStart(() => loadBundle("web.chartjs_lib"));
        useEffect(
            (graph) => {
                const chart = new Chart(this.canvas.el, makeConfig(graph, this.props.quantity));
                return () => chart.destroy();
            },
            () => [this.props.graph]
        );
    }

    get summary() {
        const { graph, quantity } = this.props;
        const [average, lowest, highest] = COLUMNS[quantity];
        const of = (column) => graph.points.map((point) => point[column]);
        const sum = of(average).reduce((total, value) => total + value, 0);
        return _t("%(title)s: lowest %(lowest)s, average %(average)s, highest %(highest)s", {
            title: this.props.title,
            lowest: Math.min(...of(lowest)),
            average: Math.round((sum / graph.points.length) * 10) / 10,
            highest: Math.max(...of(highest)),
        });
    }
}
