/** What chats with colleagues, the message extension and the bell say, in Danish and English. */
const WORDS = {
  da: {
    colleagues: "Kolleger",
    emptyChat: "I har ikke skrevet sammen endnu.",
    writeTo: "Skriv til",
    addApps: "Apps og handlinger",
    results: "Resultater",
    more: "Vis flere",
    back: "Tilbage",
    attached: "Klar til at blive sendt",
    remove: "Fjern kortet",
    moreOn: "Flere handlinger for beskeden fra",
    activity: "Aktivitet",
    unread: "ulæste",
    unreadOne: "Ulæst",
    nothing: "Der er ingen aktivitet endnu.",
    sharedBy: "via",
  },
  en: {
    colleagues: "Colleagues",
    emptyChat: "You have not written to each other yet.",
    writeTo: "Write to",
    addApps: "Apps and actions",
    results: "Results",
    more: "Show more",
    back: "Back",
    attached: "Ready to be sent",
    remove: "Remove the card",
    moreOn: "More actions on the message from",
    activity: "Activity",
    unread: "unread",
    unreadOne: "Unread",
    nothing: "There is no activity yet.",
    sharedBy: "via",
  },
};

/** The words of "da" or "en". */
export function colleagueWords(language) {
  return WORDS[language] ?? WORDS.da;
}
