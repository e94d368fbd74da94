/** How Teams dresses cards: one host config for each theme. */
import { HostConfig } from "adaptivecards";

const COLOURS = {
  default: {
    text: "#242424", subtle: "#616161", accent: "#4f52b2", good: "#0e700e", warning: "#835c00",
    attention: "#b10e1c", light: "#ffffff", surface: "#ffffff", emphasis: "#f5f5f5", line: "#e0e0e0",
    goodFill: "#f1faf1", warningFill: "#fef7e6", attentionFill: "#fdf3f4", accentFill: "#e8ebfa",
  },
  dark: {
    text: "#ffffff", subtle: "#d6d6d6", accent: "#aab1fa", good: "#54b054", warning: "#feee66",
    attention: "#f1707b", light: "#ffffff", surface: "#292929", emphasis: "#1f1f1f", line: "#525252",
    goodFill: "#052505", warningFill: "#4a1e04", attentionFill: "#3f1011", accentFill: "#2b2b40",
  },
  contrast: {
    text: "#ffffff", subtle: "#ffffff", accent: "#1aebff", good: "#3ff23f", warning: "#ffff00",
    attention: "#ff8a80", light: "#ffffff", surface: "#000000", emphasis: "#262626", line: "#ffffff",
    goodFill: "#262626", warningFill: "#262626", attentionFill: "#262626", accentFill: "#262626",
  },
};

function shades(normal, subtle) {
  return { default: normal, subtle };
}

function style(colours, fill) {
  return {
    backgroundColor: fill,
    borderColor: colours.line,
    borderThickness: 1,
    foregroundColors: {
      default: shades(colours.text, colours.subtle),
      dark: shades(colours.text, colours.subtle),
      light: shades(colours.light, colours.light),
      accent: shades(colours.accent, colours.accent),
      good: shades(colours.good, colours.good),
      warning: shades(colours.warning, colours.warning),
      attention: shades(colours.attention, colours.attention),
    },
  };
}

/** The renderer's config for "default", "dark" or "contrast". */
export function hostConfig(theme) {
  const c = COLOURS[theme] ?? COLOURS.default;
  return new HostConfig({
    fontFamily: "inherit",
    supportsInteractivity: true,
    fontSizes: { small: 12, default: 14, medium: 16, large: 18, extraLarge: 24 },
    fontWeights: { lighter: 300, default: 400, bolder: 600 },
    lineHeights: { small: 16, default: 20, medium: 22, large: 24, extraLarge: 32 },
    spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
    separator: { lineThickness: 1, lineColor: c.line },
    imageSizes: { small: 32, medium: 52, large: 100 },
    containerStyles: {
      default: style(c, c.surface),
      emphasis: style(c, c.emphasis),
      good: style(c, c.goodFill),
      attention: style(c, c.attentionFill),
      warning: style(c, c.warningFill),
      accent: style(c, c.accentFill),
    },
    textStyles: {
      heading: { size: "large", weight: "bolder", color: "default", fontType: "default", isSubtle: false },
      columnHeader: { size: "default", weight: "bolder", color: "default", fontType: "default", isSubtle: false },
    },
    textBlock: { headingLevel: 3 },
    factSet: {
      title: { weight: "bolder", wrap: true, maxWidth: 150 },
      value: { weight: "default", wrap: true },
      spacing: 16,
    },
    inputs: {
      allowDynamicallyFilteredChoiceSet: false,
      label: {
        inputSpacing: "small",
        requiredInputs: { weight: "bolder", color: "default", suffix: " *", suffixColor: "attention" },
        optionalInputs: { weight: "bolder", color: "default" },
      },
      errorMessage: { color: "attention", size: "small", weight: "default", spacing: "small" },
    },
    actions: {
      maxActions: 6,
      spacing: "default",
      buttonSpacing: 8,
      showCard: { actionMode: "inline", inlineTopMargin: 16, style: "emphasis" },
      preExpandSingleShowCardAction: false,
      actionsOrientation: "horizontal",
      actionAlignment: "left",
    },
    adaptiveCard: { allowCustomStyle: true },
    image: { size: "medium" },
    imageSet: { imageSize: "medium", maxImageHeight: 100 },
    media: { allowInlinePlayback: false },
    table: { cellSpacing: 8 },
  });
}
