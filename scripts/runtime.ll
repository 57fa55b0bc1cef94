; What compiled code takes for granted and WebAssembly of the first version has not.
target datalayout = ""
target triple = ""

@arena = hidden global i32 0

declare i32 @llvm.wasm.memory.size.i32(i32)
declare i32 @llvm.wasm.memory.grow.i32(i32, i32)

; Memory of an array: a head of 32 bytes, in which Numba finds the address of the items behind 24. It is never given
; back one by one: the caller takes back all, by saying anew where memory is free.
define ptr @NRT_MemInfo_alloc_aligned(i64 %size, i32 %align) {
  %bytes = trunc i64 %size to i32
  %now = load i32, ptr @arena
  %up = add i32 %now, 15
  %head = and i32 %up, -16
  %items = add i32 %head, 32
  %end = add i32 %items, %bytes
  %pages = call i32 @llvm.wasm.memory.size.i32(i32 0)
  %room = shl i32 %pages, 16
  %fits = icmp ule i32 %end, %room
  br i1 %fits, label %there, label %grow
grow:
  %missing = sub i32 %end, %room
  %whole = add i32 %missing, 65535
  %more = lshr i32 %whole, 16
  %grown = call i32 @llvm.wasm.memory.grow.i32(i32 0, i32 %more)
  %failed = icmp eq i32 %grown, -1
  br i1 %failed, label %none, label %there
there:
  store i32 %end, ptr @arena
  %made = inttoptr i32 %head to ptr
  %place = getelementptr i8, ptr %made, i32 24
  store i32 %items, ptr %place
  ret ptr %made
none:
  ret ptr null
}

define ptr @memset(ptr %to, i32 %value, i32 %count) #0 {
  %byte = trunc i32 %value to i8
  %wide = zext i8 %byte to i64
  %word = mul i64 %wide, 72340172838076673
  %rest = and i32 %count, 7
  %words = sub i32 %count, %rest
  br label %bywords
bywords:
  %n = phi i32 [ 0, %0 ], [ %n8, %oneword ]
  %isword = icmp ult i32 %n, %words
  br i1 %isword, label %oneword, label %bybytes
oneword:
  %at = getelementptr i8, ptr %to, i32 %n
  store i64 %word, ptr %at, align 1
  %n8 = add i32 %n, 8
  br label %bywords
bybytes:
  %m = phi i32 [ %n, %bywords ], [ %m1, %onebyte ]
  %isbyte = icmp ult i32 %m, %count
  br i1 %isbyte, label %onebyte, label %done
onebyte:
  %here = getelementptr i8, ptr %to, i32 %m
  store i8 %byte, ptr %here, align 1
  %m1 = add i32 %m, 1
  br label %bybytes
done:
  ret ptr %to
}

define ptr @memcpy(ptr %to, ptr %from, i32 %count) #0 {
  %rest = and i32 %count, 7
  %words = sub i32 %count, %rest
  br label %bywords
bywords:
  %n = phi i32 [ 0, %0 ], [ %n8, %oneword ]
  %isword = icmp ult i32 %n, %words
  br i1 %isword, label %oneword, label %bybytes
oneword:
  %there = getelementptr i8, ptr %from, i32 %n
  %at = getelementptr i8, ptr %to, i32 %n
  %word = load i64, ptr %there, align 1
  store i64 %word, ptr %at, align 1
  %n8 = add i32 %n, 8
  br label %bywords
bybytes:
  %m = phi i32 [ %n, %bywords ], [ %m1, %onebyte ]
  %isbyte = icmp ult i32 %m, %count
  br i1 %isbyte, label %onebyte, label %done
onebyte:
  %source = getelementptr i8, ptr %from, i32 %m
  %target = getelementptr i8, ptr %to, i32 %m
  %byte = load i8, ptr %source, align 1
  store i8 %byte, ptr %target, align 1
  %m1 = add i32 %m, 1
  br label %bybytes
done:
  ret ptr %to
}

; The product of two words of 128 bits, from those of their halves of 32 bits.
define void @__multi3(ptr %result, i64 %low, i64 %high, i64 %lower, i64 %higher) {
  %a = and i64 %low, 4294967295
  %b = lshr i64 %low, 32
  %c = and i64 %lower, 4294967295
  %d = lshr i64 %lower, 32
  %ac = mul i64 %a, %c
  %bc = mul i64 %b, %c
  %ad = mul i64 %a, %d
  %bd = mul i64 %b, %d
  %carried = lshr i64 %ac, 32
  %one = add i64 %bc, %carried
  %onelow = and i64 %one, 4294967295
  %onehigh = lshr i64 %one, 32
  %two = add i64 %ad, %onelow
  %twohigh = lshr i64 %two, 32
  %cross = add i64 %bd, %onehigh
  %above = add i64 %cross, %twohigh
  %lifted = shl i64 %two, 32
  %lowest = and i64 %ac, 4294967295
  %below = or i64 %lifted, %lowest
  %others = mul i64 %low, %higher
  %another = mul i64 %high, %lower
  %sum = add i64 %above, %others
  %whole = add i64 %sum, %another
  store i64 %below, ptr %result
  %second = getelementptr i8, ptr %result, i32 8
  store i64 %whole, ptr %second
  ret void
}

attributes #0 = { noinline "no-builtins" }
