"""What the decoders of a person's media may open: no address, no playlist, no subtitle and no exotic codec."""

from __future__ import annotations

PROTOCOLS = "file"
DEMUXERS = "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,mpeg,mp3,aac,flac,ogg,wav,w64,aiff,au,caf"
_PICTURE = (
    "h264,hevc,vp8,vp9,libvpx,libvpx-vp9,libdav1d,av1,mpeg4,mpeg2video,mpeg1video,h263,mjpeg,prores,dnxhd,theora,ffv1,"
    "utvideo,rawvideo"
)
_SOUND = "aac,mp3,mp3float,mp2,mp2float,flac,vorbis,libvorbis,opus,libopus,alac,ac3,eac3,adpcm_ima_wav,adpcm_ms"
_PCM = "s8,u8,s16le,s16be,s24le,s24be,s32le,s32be,f32le,f32be,f64le,f64be,alaw,mulaw"
DECODERS = ",".join([_PICTURE, _SOUND, *(f"pcm_{name}" for name in _PCM.split(","))])
OPTIONS = {"protocol_whitelist": PROTOCOLS, "format_whitelist": DEMUXERS, "codec_whitelist": DECODERS}
STREAMS = 64


def address(path: str) -> str:
    """A local path as FFmpeg takes it, whatever its first characters are."""
    return f"file:{path}"
