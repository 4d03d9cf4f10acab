// Where this phone is, shared by the parts of the rider's screen; and the sound of an offer.
let last = null;
const listeners = new Set();

export const here = () => last;

export function say(position) {
  last = position;
  for (const listener of listeners) listener(position);
}

export function listen(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

let audio = null;

/** Browsers allow sound only after a press: called from one. */
export function allowSound() {
  try {
    audio ??= new (window.AudioContext || window.webkitAudioContext)();
    audio.resume?.();
  } catch {
    audio = null; // no sound on this device; the offer still shows and shakes
  }
}

export function chime() {
  navigator.vibrate?.([180, 90, 180]);
  if (audio?.state !== "running") return;
  [[0, 784], [0.16, 1047], [0.32, 1319]].forEach(([after, hertz]) => {
    const tone = audio.createOscillator(), volume = audio.createGain();
    const start = audio.currentTime + after;
    tone.frequency.value = hertz;
    volume.gain.setValueAtTime(0.0001, start);
    volume.gain.exponentialRampToValueAtTime(0.35, start + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.0001, start + 0.3);
    tone.connect(volume).connect(audio.destination);
    tone.start(start);
    tone.stop(start + 0.32);
  });
}
