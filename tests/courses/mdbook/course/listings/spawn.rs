std::thread::spawn(|| println!("hello"));
