// Reads either side aloud by the browser's own voices, sentence by sentence, and follows along. Where the browser has no
// voice for either language, nothing of it shows.
(() => {
  "use strict";
  const synthesis = window.speechSynthesis;
  const root = document.documentElement;
  const WORD = "spoken-word";
  let player = null;
  let listen = null;
  let side = "s";
  let passage = null;
  let isSpeaking = false;
  // Grows with each start and stop, so that events of what was broken off are told from those of what is being said.
  let turn = 0;

  const part = (name) => player.querySelector(`[data-part="${name}"]`);
  const recall = (name) => { try { return localStorage.getItem(name); } catch { return null; } };
  const keep = (name, value) => { try { localStorage.setItem(name, value); } catch { /* lasts for this page */ } };
  const getTongue = (language) => language.toLowerCase().split(/[-_]/)[0];
  const getLanguage = (each) => each.closest("[lang]").lang;
  const getSideLanguage = (name) => player.dataset[name === "s" ? "source" : "target"];

  function listVoices(language) {
    const tongue = getTongue(language);
    const fits = synthesis.getVoices().filter((voice) => getTongue(voice.lang) === tongue);
    // The region that was asked for first, then what works with no network.
    const rank = (voice) => (voice.lang.replace("_", "-").toLowerCase() === language.toLowerCase() ? 0 : 2) + (voice.localService ? 0 : 1);
    return fits.sort((one, other) => rank(one) - rank(other));
  }

  function chooseVoice(language) {
    const voices = listVoices(language);
    const wanted = recall(`voice-${getTongue(language)}`);
    return voices.find((voice) => voice.voiceURI === wanted) ?? voices[0];
  }

  // A sentence in stretches of one language, each with its place in the sentence.
  function cut(from) {
    const walker = document.createTreeWalker(from, NodeFilter.SHOW_TEXT);
    const stretches = [];
    while (walker.nextNode()) {
      const language = getLanguage(walker.currentNode.parentElement);
      const last = stretches.at(-1);
      if (last?.language === language) last.nodes.push(walker.currentNode);
      else stretches.push({ language, nodes: [walker.currentNode] });
    }
    return stretches.map((each) => ({ ...each, text: each.nodes.map((node) => node.data).join("") }));
  }

  // The word being said; browsers that cannot tell or show it leave the sentence lit.
  function showWord({ nodes }, start, length) {
    if (!length || !window.Highlight || !CSS.highlights) return;
    const range = new Range();
    let position = 0;
    for (const node of nodes) {
      const end = position + node.length;
      if (start >= position && start < end) range.setStart(node, start - position);
      if (start + length > position && start + length <= end) range.setEnd(node, start + length - position);
      position = end;
    }
    if (!range.collapsed) CSS.highlights.set(WORD, new Highlight(range));
  }

  function light() {
    passages.clear("spoken");
    CSS.highlights?.delete(WORD);
    if (passage) passages.mark(passage, "spoken", true);
  }

  function say(stretches, own) {
    const [stretch, ...rest] = stretches;
    if (!stretch) {
      move(1);
      return;
    }
    const utterance = new SpeechSynthesisUtterance(stretch.text);
    utterance.lang = stretch.language;
    utterance.voice = chooseVoice(stretch.language) ?? null;
    utterance.rate = Number(part("rate").value);
    utterance.onboundary = (event) => {
      if (own === turn && event.name === "word") showWord(stretch, event.charIndex, event.charLength);
    };
    utterance.onend = () => { if (own === turn) say(rest, own); };
    utterance.onerror = () => { if (own === turn) pause(); };
    synthesis.speak(utterance);
  }

  function start() {
    turn += 1;
    synthesis.cancel();
    isSpeaking = true;
    if (!passages.isVisible(passage)) passage.dispatchEvent(new CustomEvent("passage:hidden", { bubbles: true }));
    light();
    passages.show(passage);
    showState();
    say(cut(passage), turn);
  }

  function pause() {
    turn += 1;
    synthesis.cancel();
    isSpeaking = false;
    CSS.highlights?.delete(WORD);
    showState();
  }

  function close() {
    pause();
    passage = null;
    light();
    player.hidden = true;
    root.classList.remove("player-open");
    listen.focus({ preventScroll: true });
  }

  function move(stride) {
    const next = passages.step(passage, stride > 0 ? "next" : "previous");
    if (!next) {
      pause();
      return;
    }
    passage = next;
    if (isSpeaking) start();
    else {
      light();
      passages.show(passage);
    }
  }

  function open() {
    const current = passages.getCurrent() ?? document.querySelector(".segment.current");
    if (current) side = passages.getSide(current);
    passage = current ?? passages.findFirstInView(side) ?? passages.findFirstInView(side === "s" ? "t" : "s");
    if (!passage) return;
    side = passages.getSide(passage);
    if (!listVoices(getSideLanguage(side)).length) {
      passage = passages.findPartner(passage) ?? passage;
      side = passages.getSide(passage);
    }
    player.hidden = false;
    root.classList.add("player-open");
    showVoices();
    start();
  }

  function toggle() {
    if (player.hidden) open();
    else if (isSpeaking) pause();
    else start();
  }

  function changeSide() {
    side = part("side").value;
    passage = passages.findPartner(passage) ?? passage;
    showVoices();
    if (isSpeaking) start();
    else light();
  }

  function showState() {
    const button = part("play");
    button.setAttribute("aria-label", isSpeaking ? button.dataset.pause : button.dataset.play);
    button.dataset.state = isSpeaking ? "speaking" : "paused";
  }

  function showVoices() {
    const language = getSideLanguage(side);
    const chosen = chooseVoice(language);
    part("side").value = side;
    part("voice").replaceChildren(...listVoices(language).map((voice) => new Option(voice.name, voice.voiceURI, false, voice === chosen)));
  }

  function offer() {
    const speakable = ["s", "t"].filter((name) => listVoices(getSideLanguage(name)).length);
    for (const option of part("side").options) option.disabled = !speakable.includes(option.value);
    listen.hidden = !speakable.length;
    if (speakable.length && !speakable.includes(side)) [side] = speakable;
    if (!player.hidden) showVoices();
  }

  function onKey(event) {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || listen.hidden) return;
    if (event.key === "Escape" && !player.hidden) {
      event.preventDefault();
      close();
    } else if (event.key === "l" && !passages.isTyping(event.target) && document.getElementById("letters").checked) {
      event.preventDefault();
      toggle();
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    player = document.getElementById("player");
    listen = document.getElementById("listen");
    if (!player || !synthesis || !window.SpeechSynthesisUtterance) return;
    part("rate").value = recall("rate") ?? "1";
    if (!part("rate").value) part("rate").value = "1";
    listen.addEventListener("click", toggle);
    part("play").addEventListener("click", toggle);
    part("previous").addEventListener("click", () => move(-1));
    part("next").addEventListener("click", () => move(1));
    part("close").addEventListener("click", close);
    part("side").addEventListener("change", changeSide);
    part("rate").addEventListener("change", () => { keep("rate", part("rate").value); if (isSpeaking) start(); });
    part("voice").addEventListener("change", () => { keep(`voice-${getTongue(getSideLanguage(side))}`, part("voice").value); if (isSpeaking) start(); });
    document.addEventListener("keydown", onKey);
    // A voice goes on after its page is left, unless it is told to stop.
    addEventListener("pagehide", () => synthesis.cancel());
    synthesis.addEventListener?.("voiceschanged", offer);
    offer();
  });
})();
