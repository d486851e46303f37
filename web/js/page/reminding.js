// A warning that is felt on a phone, and heard where the notes ask for it: one soft tone.

const [TONE_HZ, TONE_S, LOUDNESS, BUZZ_MS] = [660, 0.35, 0.08, 120];

/**
 * @param {Window & typeof globalThis} window the speaker's, if there is one: a browser lets no window sound that was never touched
 * @param {boolean} audible
 */
export function remind(window, audible) {
  window.navigator.vibrate?.(BUZZ_MS);
  if (!audible) return;
  const audio = new window.AudioContext();
  const tone = new window.OscillatorNode(audio, { frequency: TONE_HZ });
  const volume = new window.GainNode(audio, { gain: LOUDNESS });
  volume.gain.linearRampToValueAtTime(0, audio.currentTime + TONE_S);
  tone.connect(volume).connect(audio.destination);
  tone.start();
  tone.stop(audio.currentTime + TONE_S);
  tone.onended = () => void audio.close();
}
