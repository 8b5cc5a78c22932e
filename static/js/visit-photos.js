// Photos taken inside the page: they never lie in the phone's gallery. Where the page may not use the camera the file
// field stays, which says that the phone keeps a copy. Either way a photo is made small here, before it is sent.
// The file field carries them, so that the form is sent like any other.
(() => {
  const LONGEST = 1280;
  const QUALITY = 0.7;

  const blobOf = (canvas) => new Promise((done) => canvas.toBlob(done, "image/jpeg", QUALITY));

  const draw = (source, width, height, canvas) => {
    const scale = Math.min(1, LONGEST / Math.max(width, height));
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    canvas.getContext("2d").drawImage(source, 0, 0, canvas.width, canvas.height);
  };

  for (const box of document.querySelectorAll("[data-photos]")) {
    const form = box.closest("form");
    const file = box.querySelector("[data-photo-file]");
    const input = file.querySelector("input");
    const list = box.querySelector("[data-photo-list]");
    const line = box.querySelector("template");
    const room = Number(box.dataset.room);
    const tooMany = box.querySelector("[data-too-many]");
    const taken = [];

    const handOver = () => {
      const files = new DataTransfer();
      taken.forEach(({ blob }, number) => files.items.add(new File([blob], `foto-${number + 1}.jpg`, { type: blob.type })));
      input.files = files.files;
      box.classList.toggle("is-full", taken.length >= room);
    };

    const add = async (source, width, height) => {
      if (taken.length >= room) return;
      const item = line.content.cloneNode(true).firstElementChild;
      const canvas = item.querySelector("canvas");
      draw(source, width, height, canvas);
      const photo = { blob: await blobOf(canvas) };
      taken.push(photo);
      list.append(item);
      item.querySelector("button").addEventListener("click", () => {
        taken.splice(taken.indexOf(photo), 1);
        item.remove();
        handOver();
      });
      handOver();
    };

    form.dropUnreadPhotos = handOver;

    // Chosen files: made small where the browser can read them; what it cannot read goes up as it is, and the server
    // says in words why it is refused.
    input.addEventListener("change", async () => {
      const chosen = [...input.files];
      const unread = [];
      tooMany.classList.toggle("d-block", taken.length + chosen.length > room);
      for (const one of chosen) {
        try {
          const image = await createImageBitmap(one, { imageOrientation: "from-image" });
          await add(image, image.width, image.height);
          image.close();
        } catch {
          unread.push(one);
        }
      }
      handOver();
      if (unread.length) {
        const files = new DataTransfer();
        [...input.files, ...unread].forEach((one) => files.items.add(one));
        input.files = files.files;
      }
    });

    if (!navigator.mediaDevices?.getUserMedia || !window.isSecureContext) continue;
    const camera = box.querySelector("[data-photo-camera]");
    const view = camera.querySelector("[data-photo-view]");
    const video = camera.querySelector("video");
    const open = camera.querySelector("[data-photo-open]");
    let stream = null;

    const close = () => {
      stream?.getTracks().forEach((track) => track.stop());
      stream = null;
      view.hidden = true;
      open.hidden = false;
    };

    file.hidden = true;
    camera.hidden = false;
    open.addEventListener("click", async () => {
      try {
        stream = await navigator.mediaDevices.getUserMedia({
          video: { facingMode: { ideal: "environment" }, width: { ideal: LONGEST } },
          audio: false,
        });
      } catch {
        // Refused, or no camera: the phone's own camera stays, with the sentence that it keeps a copy.
        camera.hidden = true;
        file.hidden = false;
        input.focus();
        return;
      }
      video.srcObject = stream;
      await video.play();
      open.hidden = true;
      view.hidden = false;
      view.scrollIntoView({ block: "nearest" });
    });
    camera.querySelector("[data-photo-take]").addEventListener("click", async () => {
      if (!video.videoWidth) return;
      await add(video, video.videoWidth, video.videoHeight);
      if (taken.length >= room) close();
    });
    camera.querySelector("[data-photo-close]").addEventListener("click", close);
    window.addEventListener("pagehide", close);
  }
})();
