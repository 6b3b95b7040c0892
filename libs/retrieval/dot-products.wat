(module
  (import "table" "memory" (memory 1))

  ;; Writes the inner product of `vector` with each of so many rows to `products`, times `scale`. Places are in bytes. A
  ;; row is `size` bytes long, a multiple of 32: sixteen 16-bit integers are taken at a time, in two sums of four.
  (func (export "dotProducts")
    (param $row i32) (param $rows i32) (param $size i32) (param $vector i32) (param $products i32) (param $scale f32)
    (local $at i32) (local $one v128) (local $other v128)
    (loop $rows
      (local.set $at (i32.const 0))
      (local.set $one (v128.const i32x4 0 0 0 0))
      (local.set $other (v128.const i32x4 0 0 0 0))
      (loop $row
        (local.set $one (i32x4.add (local.get $one) (i32x4.dot_i16x8_s
          (v128.load (i32.add (local.get $row) (local.get $at)))
          (v128.load (i32.add (local.get $vector) (local.get $at))))))
        (local.set $other (i32x4.add (local.get $other) (i32x4.dot_i16x8_s
          (v128.load offset=16 (i32.add (local.get $row) (local.get $at)))
          (v128.load offset=16 (i32.add (local.get $vector) (local.get $at))))))
        (local.set $at (i32.add (local.get $at) (i32.const 32)))
        (br_if $row (i32.lt_u (local.get $at) (local.get $size))))
      (local.set $one (i32x4.add (local.get $one) (local.get $other)))
      (f32.store (local.get $products) (f32.mul (local.get $scale) (f32.convert_i32_s (i32.add
        (i32.add (i32x4.extract_lane 0 (local.get $one)) (i32x4.extract_lane 1 (local.get $one)))
        (i32.add (i32x4.extract_lane 2 (local.get $one)) (i32x4.extract_lane 3 (local.get $one)))))))
      (local.set $products (i32.add (local.get $products) (i32.const 4)))
      (local.set $row (i32.add (local.get $row) (local.get $size)))
      (br_if $rows (local.tee $rows (i32.sub (local.get $rows) (i32.const 1)))))))
