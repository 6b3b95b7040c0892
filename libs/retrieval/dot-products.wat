(module
  (import "table" "memory" (memory 1))

  ;; Writes the inner product of `vector` with each of so many rows to `products`. Places are in bytes. A row is `size`
  ;; bytes long, a multiple of 32: eight 32-bit floats are taken at a time, in two sums of four.
  (func (export "dotProducts")
    (param $row i32) (param $rows i32) (param $size i32) (param $vector i32) (param $products i32)
    (local $at i32) (local $one v128) (local $other v128)
    (loop $rows
      (local.set $at (i32.const 0))
      (local.set $one (v128.const f32x4 0 0 0 0))
      (local.set $other (v128.const f32x4 0 0 0 0))
      (loop $row
        (local.set $one (f32x4.add (local.get $one) (f32x4.mul
          (v128.load (i32.add (local.get $row) (local.get $at)))
          (v128.load (i32.add (local.get $vector) (local.get $at))))))
        (local.set $other (f32x4.add (local.get $other) (f32x4.mul
          (v128.load offset=16 (i32.add (local.get $row) (local.get $at)))
          (v128.load offset=16 (i32.add (local.get $vector) (local.get $at))))))
        (local.set $at (i32.add (local.get $at) (i32.const 32)))
        (br_if $row (i32.lt_u (local.get $at) (local.get $size))))
      (local.set $one (f32x4.add (local.get $one) (local.get $other)))
      (f32.store (local.get $products) (f32.add
        (f32.add (f32x4.extract_lane 0 (local.get $one)) (f32x4.extract_lane 1 (local.get $one)))
        (f32.add (f32x4.extract_lane 2 (local.get $one)) (f32x4.extract_lane 3 (local.get $one)))))
      (local.set $products (i32.add (local.get $products) (i32.const 4)))
      (local.set $row (i32.add (local.get $row) (local.get $size)))
      (br_if $rows (local.tee $rows (i32.sub (local.get $rows) (i32.const 1)))))))
