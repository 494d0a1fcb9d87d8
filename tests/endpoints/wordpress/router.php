<?php
// For php -S: files and folders are served as they are, everything else is WordPress'.
$root = $_SERVER['DOCUMENT_ROOT'];
$path = rawurldecode(parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH) ?: '/');
$file = $root . $path;
$is_file = is_file($file) || (is_dir($file) && is_file(rtrim($file, '/') . '/index.php'));
if ($path !== '/' && strpos($path, '..') === false && $is_file) return false;
$_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = '/index.php';
$_SERVER['SCRIPT_FILENAME'] = $root . '/index.php';
unset($_SERVER['PATH_INFO']);
chdir($root);
require $root . '/index.php';
