// LaTeX set as MathML, which few talks show: read with the first formula.
export { default as temml } from "temml";
