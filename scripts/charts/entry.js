// The parts of ECharts that pages draw with; everything else is left out of the built file.
export { init, use } from "echarts/core";
export { BarChart, LineChart } from "echarts/charts";
export { AriaComponent, GridComponent, MarkLineComponent, TooltipComponent } from "echarts/components";
export { SVGRenderer } from "echarts/renderers";
