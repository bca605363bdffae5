// The filtered ICU data as a symbol, for tools and tests; the page fetches the same file instead.
#ifdef __wasm__
    .section .rodata.icudt76_dat,"",@
#else
    .section .rodata.icudt76_dat,"a",@progbits
#endif
    .globl icudt76_dat
    .p2align 4
icudt76_dat:
    .incbin "icudt76l.dat"
.Lend:
    .size icudt76_dat, .Lend-icudt76_dat

#ifdef __wasm__
    .section .rodata.icudt76_dat_bytes,"",@
#endif
    .globl icudt76_dat_bytes
    .p2align 2
icudt76_dat_bytes:
    .long .Lend-icudt76_dat
    .size icudt76_dat_bytes, 4
#ifndef __wasm__
    .section .note.GNU-stack,"",@progbits
#endif
