// Written by scripts/generate.ts; `npm run generate` writes it anew.
"use strict";
export const probe_changelog = validate21;

function validate21(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((key0 === "path") || (key0 === "title")) || (key0 === "version"))){
errors = (vErrors ??= []).push({instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
}
}
if(data.path !== undefined){
if(typeof data.path !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/path",keyword:"type",params:{}});
}
}
if(data.title !== undefined){
if(typeof data.title !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/title",keyword:"type",params:{}});
}
}
if(data.version !== undefined){
if(typeof data.version !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/version",keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
validate21.errors = vErrors;
return errors === 0;
}

export const probe_command = validate22;

function validate22(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.run === undefined){
errors = (vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "run"}});
}
for(const key0 in data){
if(!(((((((key0 === "run") || (key0 === "cwd")) || (key0 === "env")) || (key0 === "timeout")) || (key0 === "parse")) || (key0 === "at")) || (key0 === "unit"))){
errors = (vErrors ??= []).push({instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
}
}
if(data.run !== undefined){
let data0 = data.run;
if(Array.isArray(data0)){
if(data0.length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/run",keyword:"minItems",params:{limit: 1}});
}
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
if(typeof data0[i0] !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/run/" + i0,keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/run",keyword:"type",params:{}});
}
}
if(data.cwd !== undefined){
if(typeof data.cwd !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/cwd",keyword:"type",params:{}});
}
}
if(data.env !== undefined){
let data3 = data.env;
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
for(const key1 in data3){
if(typeof data3[key1] !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/env/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/env",keyword:"type",params:{}});
}
}
if(data.timeout !== undefined){
if(typeof data.timeout !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/timeout",keyword:"type",params:{}});
}
}
if(data.parse !== undefined){
let data6 = data.parse;
if(typeof data6 !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/parse",keyword:"type",params:{}});
}
if(!(((data6 === "exit") || (data6 === "text")) || (data6 === "json"))){
errors = (vErrors ??= []).push({instancePath:instancePath+"/parse",keyword:"enum",params:{}});
}
}
if(data.at !== undefined){
if(typeof data.at !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/at",keyword:"type",params:{}});
}
}
if(data.unit !== undefined){
let data8 = data.unit;
if(typeof data8 !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/unit",keyword:"type",params:{}});
}
if(!((((((data8 === "number") || (data8 === "ratio")) || (data8 === "percent")) || (data8 === "seconds")) || (data8 === "milliseconds")) || (data8 === "bytes"))){
errors = (vErrors ??= []).push({instancePath:instancePath+"/unit",keyword:"enum",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
validate22.errors = vErrors;
return errors === 0;
}

export const probe_disk = validate23;

function validate23(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(key0 === "path")){
errors = (vErrors ??= []).push({instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
}
}
if(data.path !== undefined){
if(typeof data.path !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/path",keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
validate23.errors = vErrors;
return errors === 0;
}

export const probe_env = validate24;

function validate24(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.name === undefined){
errors = (vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "name"}});
}
for(const key0 in data){
if(!(key0 === "name")){
errors = (vErrors ??= []).push({instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
}
}
if(data.name !== undefined){
let data0 = data.name;
if(typeof data0 === "string"){
if(data0.length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/name",keyword:"minLength",params:{limit: 1}});
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/name",keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
validate24.errors = vErrors;
return errors === 0;
}

export const probe_file = validate25;

function validate25(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.path === undefined){
errors = (vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "path"}});
}
for(const key0 in data){
if(!(((key0 === "path") || (key0 === "format")) || (key0 === "at"))){
errors = (vErrors ??= []).push({instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
}
}
if(data.path !== undefined){
let data0 = data.path;
if(typeof data0 === "string"){
if(data0.length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/path",keyword:"minLength",params:{limit: 1}});
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/path",keyword:"type",params:{}});
}
}
if(data.format !== undefined){
let data1 = data.format;
if(typeof data1 !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/format",keyword:"type",params:{}});
}
if(!(((data1 === "json") || (data1 === "yaml")) || (data1 === "toml"))){
errors = (vErrors ??= []).push({instancePath:instancePath+"/format",keyword:"enum",params:{}});
}
}
if(data.at !== undefined){
if(typeof data.at !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/at",keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
validate25.errors = vErrors;
return errors === 0;
}

export const probe_git = validate26;

function validate26(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((key0 === "path") || (key0 === "remote")) || (key0 === "base"))){
errors = (vErrors ??= []).push({instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
}
}
if(data.path !== undefined){
if(typeof data.path !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/path",keyword:"type",params:{}});
}
}
if(data.remote !== undefined){
if(typeof data.remote !== "boolean"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/remote",keyword:"type",params:{}});
}
}
if(data.base !== undefined){
if(typeof data.base !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/base",keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
validate26.errors = vErrors;
return errors === 0;
}

export const probe_haproxy = validate27;

function validate27(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.socket === undefined){
errors = (vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "socket"}});
}
if(data.backend === undefined){
errors = (vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "backend"}});
}
if(data.server === undefined){
errors = (vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "server"}});
}
for(const key0 in data){
if(!((((((((key0 === "socket") || (key0 === "backend")) || (key0 === "server")) || (key0 === "window")) || (key0 === "min_samples")) || (key0 === "timeout")) || (key0 === "attempts")) || (key0 === "backoff"))){
errors = (vErrors ??= []).push({instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
}
}
if(data.socket !== undefined){
if(typeof data.socket !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/socket",keyword:"type",params:{}});
}
}
if(data.backend !== undefined){
if(typeof data.backend !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/backend",keyword:"type",params:{}});
}
}
if(data.server !== undefined){
if(typeof data.server !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/server",keyword:"type",params:{}});
}
}
if(data.window !== undefined){
if(typeof data.window !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/window",keyword:"type",params:{}});
}
}
if(data.min_samples !== undefined){
let data4 = data.min_samples;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
errors = (vErrors ??= []).push({instancePath:instancePath+"/min_samples",keyword:"type",params:{}});
}
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 < 1 || isNaN(data4)){
errors = (vErrors ??= []).push({instancePath:instancePath+"/min_samples",keyword:"minimum",params:{comparison: ">=", limit: 1}});
}
}
}
if(data.timeout !== undefined){
if(typeof data.timeout !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/timeout",keyword:"type",params:{}});
}
}
if(data.attempts !== undefined){
let data6 = data.attempts;
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
errors = (vErrors ??= []).push({instancePath:instancePath+"/attempts",keyword:"type",params:{}});
}
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 > 10 || isNaN(data6)){
errors = (vErrors ??= []).push({instancePath:instancePath+"/attempts",keyword:"maximum",params:{comparison: "<=", limit: 10}});
}
if(data6 < 1 || isNaN(data6)){
errors = (vErrors ??= []).push({instancePath:instancePath+"/attempts",keyword:"minimum",params:{comparison: ">=", limit: 1}});
}
}
}
if(data.backoff !== undefined){
if(typeof data.backoff !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/backoff",keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
validate27.errors = vErrors;
return errors === 0;
}

export const probe_http = validate28;
const schema13 = {"properties":{"url":true,"method":true,"headers":true,"body":true,"json":true,"expect_status":true,"select":true,"trace":true,"follow_redirects":true,"max_body":true,"timeout":true,"attempts":true,"backoff":true,"ca":true,"cert":true,"key":true,"server_name":true}};
const func2 = Object.prototype.hasOwnProperty;

function validate29(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.header === undefined){
errors = (vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "header"}});
}
for(const key0 in data){
if(!(key0 === "header")){
errors = (vErrors ??= []).push({instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
}
}
if(data.header !== undefined){
if(typeof data.header !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/header",keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
validate29.errors = vErrors;
return errors === 0;
}


function validate28(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.url === undefined){
errors = (vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "url"}});
}
for(const key0 in data){
if(!(func2.call(schema13.properties, key0))){
errors = (vErrors ??= []).push({instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
}
}
if(data.url !== undefined){
if(typeof data.url !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/url",keyword:"type",params:{}});
}
}
if(data.method !== undefined){
let data1 = data.method;
if(typeof data1 !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/method",keyword:"type",params:{}});
}
if(!(((((((data1 === "GET") || (data1 === "HEAD")) || (data1 === "POST")) || (data1 === "PUT")) || (data1 === "PATCH")) || (data1 === "DELETE")) || (data1 === "OPTIONS"))){
errors = (vErrors ??= []).push({instancePath:instancePath+"/method",keyword:"enum",params:{}});
}
}
if(data.headers !== undefined){
let data2 = data.headers;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
for(const key1 in data2){
if(typeof data2[key1] !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/headers/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/headers",keyword:"type",params:{}});
}
}
if(data.body !== undefined){
if(typeof data.body !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/body",keyword:"type",params:{}});
}
}
if(data.json !== undefined){
if(typeof data.json !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/json",keyword:"type",params:{}});
}
}
if(data.expect_status !== undefined){
let data6 = data.expect_status;
if((!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))) && (!(Array.isArray(data6)))){
errors = (vErrors ??= []).push({instancePath:instancePath+"/expect_status",keyword:"type",params:{}});
}
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 > 599 || isNaN(data6)){
errors = (vErrors ??= []).push({instancePath:instancePath+"/expect_status",keyword:"maximum",params:{comparison: "<=", limit: 599}});
}
if(data6 < 100 || isNaN(data6)){
errors = (vErrors ??= []).push({instancePath:instancePath+"/expect_status",keyword:"minimum",params:{comparison: ">=", limit: 100}});
}
}
if(Array.isArray(data6)){
if(data6.length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/expect_status",keyword:"minItems",params:{limit: 1}});
}
const len0 = data6.length;
for(let i0=0; i0<len0; i0++){
let data7 = data6[i0];
if(!(((typeof data7 == "number") && (!(data7 % 1) && !isNaN(data7))) && (isFinite(data7)))){
errors = (vErrors ??= []).push({instancePath:instancePath+"/expect_status/" + i0,keyword:"type",params:{}});
}
if((typeof data7 == "number") && (isFinite(data7))){
if(data7 > 599 || isNaN(data7)){
errors = (vErrors ??= []).push({instancePath:instancePath+"/expect_status/" + i0,keyword:"maximum",params:{comparison: "<=", limit: 599}});
}
if(data7 < 100 || isNaN(data7)){
errors = (vErrors ??= []).push({instancePath:instancePath+"/expect_status/" + i0,keyword:"minimum",params:{comparison: ">=", limit: 100}});
}
}
}
}
}
if(data.select !== undefined){
let data8 = data.select;
if(typeof data8 === "string"){
if(data8.length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/select",keyword:"minLength",params:{limit: 1}});
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/select",keyword:"type",params:{}});
}
}
if(data.trace !== undefined){
if(!(validate29(data.trace, {instancePath:instancePath+"/trace",parentData:data,parentDataProperty:"trace",rootData}))){
vErrors = vErrors === null ? validate29.errors : vErrors.concat(validate29.errors);
errors = vErrors.length;
}
}
if(data.follow_redirects !== undefined){
if(typeof data.follow_redirects !== "boolean"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/follow_redirects",keyword:"type",params:{}});
}
}
if(data.max_body !== undefined){
if(typeof data.max_body !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/max_body",keyword:"type",params:{}});
}
}
if(data.timeout !== undefined){
if(typeof data.timeout !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/timeout",keyword:"type",params:{}});
}
}
if(data.attempts !== undefined){
let data13 = data.attempts;
if(!(((typeof data13 == "number") && (!(data13 % 1) && !isNaN(data13))) && (isFinite(data13)))){
errors = (vErrors ??= []).push({instancePath:instancePath+"/attempts",keyword:"type",params:{}});
}
if((typeof data13 == "number") && (isFinite(data13))){
if(data13 > 10 || isNaN(data13)){
errors = (vErrors ??= []).push({instancePath:instancePath+"/attempts",keyword:"maximum",params:{comparison: "<=", limit: 10}});
}
if(data13 < 1 || isNaN(data13)){
errors = (vErrors ??= []).push({instancePath:instancePath+"/attempts",keyword:"minimum",params:{comparison: ">=", limit: 1}});
}
}
}
if(data.backoff !== undefined){
if(typeof data.backoff !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/backoff",keyword:"type",params:{}});
}
}
if(data.ca !== undefined){
if(typeof data.ca !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/ca",keyword:"type",params:{}});
}
}
if(data.cert !== undefined){
if(typeof data.cert !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/cert",keyword:"type",params:{}});
}
}
if(data.key !== undefined){
if(typeof data.key !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/key",keyword:"type",params:{}});
}
}
if(data.server_name !== undefined){
if(typeof data.server_name !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/server_name",keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
validate28.errors = vErrors;
return errors === 0;
}

export const probe_junit = validate31;

function validate31(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.files === undefined){
errors = (vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "files"}});
}
for(const key0 in data){
if(!(key0 === "files")){
errors = (vErrors ??= []).push({instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
}
}
if(data.files !== undefined){
let data0 = data.files;
if(Array.isArray(data0)){
if(data0.length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/files",keyword:"minItems",params:{limit: 1}});
}
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
let data1 = data0[i0];
if(typeof data1 === "string"){
if(data1.length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/files/" + i0,keyword:"minLength",params:{limit: 1}});
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/files/" + i0,keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/files",keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
validate31.errors = vErrors;
return errors === 0;
}

export const probe_memory = validate32;

function validate32(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
errors = (vErrors ??= []).push({instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
}
}
else {
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
validate32.errors = vErrors;
return errors === 0;
}

export const probe_metrics = validate33;
const schema17 = {"properties":{"url":true,"headers":true,"names":true,"metric":true,"labels":true,"unit":true,"max_age":true,"growth":true,"ratio":true,"quantile":true,"min_samples":true,"timeout":true,"attempts":true,"backoff":true,"ca":true,"cert":true,"key":true,"server_name":true}};

function validate34(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.metric === undefined){
errors = (vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "metric"}});
}
for(const key0 in data){
if(!(((key0 === "metric") || (key0 === "labels")) || (key0 === "over"))){
errors = (vErrors ??= []).push({instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
}
}
if(data.metric !== undefined){
if(typeof data.metric !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/metric",keyword:"type",params:{}});
}
}
if(data.labels !== undefined){
let data1 = data.labels;
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
for(const key1 in data1){
if(typeof data1[key1] !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/labels/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/labels",keyword:"type",params:{}});
}
}
if(data.over !== undefined){
if(typeof data.over !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/over",keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
validate34.errors = vErrors;
return errors === 0;
}


function validate37(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.metric === undefined){
errors = (vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "metric"}});
}
for(const key0 in data){
if(!((key0 === "metric") || (key0 === "labels"))){
errors = (vErrors ??= []).push({instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
}
}
if(data.metric !== undefined){
if(typeof data.metric !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/metric",keyword:"type",params:{}});
}
}
if(data.labels !== undefined){
let data1 = data.labels;
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
for(const key1 in data1){
if(typeof data1[key1] !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/labels/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/labels",keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
validate37.errors = vErrors;
return errors === 0;
}


function validate36(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.bad === undefined){
errors = (vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "bad"}});
}
if(data.total === undefined){
errors = (vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "total"}});
}
for(const key0 in data){
if(!(((key0 === "bad") || (key0 === "total")) || (key0 === "window"))){
errors = (vErrors ??= []).push({instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
}
}
if(data.bad !== undefined){
if(!(validate37(data.bad, {instancePath:instancePath+"/bad",parentData:data,parentDataProperty:"bad",rootData}))){
vErrors = vErrors === null ? validate37.errors : vErrors.concat(validate37.errors);
errors = vErrors.length;
}
}
if(data.total !== undefined){
if(!(validate37(data.total, {instancePath:instancePath+"/total",parentData:data,parentDataProperty:"total",rootData}))){
vErrors = vErrors === null ? validate37.errors : vErrors.concat(validate37.errors);
errors = vErrors.length;
}
}
if(data.window !== undefined){
if(typeof data.window !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/window",keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
validate36.errors = vErrors;
return errors === 0;
}


function validate41(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.metric === undefined){
errors = (vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "metric"}});
}
if(data.at === undefined){
errors = (vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "at"}});
}
for(const key0 in data){
if(!((((key0 === "metric") || (key0 === "labels")) || (key0 === "at")) || (key0 === "window"))){
errors = (vErrors ??= []).push({instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
}
}
if(data.metric !== undefined){
if(typeof data.metric !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/metric",keyword:"type",params:{}});
}
}
if(data.labels !== undefined){
let data1 = data.labels;
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
for(const key1 in data1){
if(typeof data1[key1] !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/labels/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/labels",keyword:"type",params:{}});
}
}
if(data.at !== undefined){
if(typeof data.at !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/at",keyword:"type",params:{}});
}
}
if(data.window !== undefined){
if(typeof data.window !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/window",keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
validate41.errors = vErrors;
return errors === 0;
}


function validate33(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.url === undefined){
errors = (vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "url"}});
}
for(const key0 in data){
if(!(func2.call(schema17.properties, key0))){
errors = (vErrors ??= []).push({instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
}
}
if(data.url !== undefined){
if(typeof data.url !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/url",keyword:"type",params:{}});
}
}
if(data.headers !== undefined){
let data1 = data.headers;
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
for(const key1 in data1){
if(typeof data1[key1] !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/headers/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/headers",keyword:"type",params:{}});
}
}
if(data.names !== undefined){
let data3 = data.names;
if(Array.isArray(data3)){
if(data3.length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/names",keyword:"minItems",params:{limit: 1}});
}
const len0 = data3.length;
for(let i0=0; i0<len0; i0++){
if(typeof data3[i0] !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/names/" + i0,keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/names",keyword:"type",params:{}});
}
}
if(data.metric !== undefined){
if(typeof data.metric !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/metric",keyword:"type",params:{}});
}
}
if(data.labels !== undefined){
let data6 = data.labels;
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
for(const key2 in data6){
if(typeof data6[key2] !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/labels/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/labels",keyword:"type",params:{}});
}
}
if(data.unit !== undefined){
let data8 = data.unit;
if(typeof data8 !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/unit",keyword:"type",params:{}});
}
if(!((((((data8 === "number") || (data8 === "ratio")) || (data8 === "percent")) || (data8 === "seconds")) || (data8 === "milliseconds")) || (data8 === "bytes"))){
errors = (vErrors ??= []).push({instancePath:instancePath+"/unit",keyword:"enum",params:{}});
}
}
if(data.max_age !== undefined){
if(typeof data.max_age !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/max_age",keyword:"type",params:{}});
}
}
if(data.growth !== undefined){
if(!(validate34(data.growth, {instancePath:instancePath+"/growth",parentData:data,parentDataProperty:"growth",rootData}))){
vErrors = vErrors === null ? validate34.errors : vErrors.concat(validate34.errors);
errors = vErrors.length;
}
}
if(data.ratio !== undefined){
if(!(validate36(data.ratio, {instancePath:instancePath+"/ratio",parentData:data,parentDataProperty:"ratio",rootData}))){
vErrors = vErrors === null ? validate36.errors : vErrors.concat(validate36.errors);
errors = vErrors.length;
}
}
if(data.quantile !== undefined){
if(!(validate41(data.quantile, {instancePath:instancePath+"/quantile",parentData:data,parentDataProperty:"quantile",rootData}))){
vErrors = vErrors === null ? validate41.errors : vErrors.concat(validate41.errors);
errors = vErrors.length;
}
}
if(data.min_samples !== undefined){
let data13 = data.min_samples;
if(!(((typeof data13 == "number") && (!(data13 % 1) && !isNaN(data13))) && (isFinite(data13)))){
errors = (vErrors ??= []).push({instancePath:instancePath+"/min_samples",keyword:"type",params:{}});
}
if((typeof data13 == "number") && (isFinite(data13))){
if(data13 < 1 || isNaN(data13)){
errors = (vErrors ??= []).push({instancePath:instancePath+"/min_samples",keyword:"minimum",params:{comparison: ">=", limit: 1}});
}
}
}
if(data.timeout !== undefined){
if(typeof data.timeout !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/timeout",keyword:"type",params:{}});
}
}
if(data.attempts !== undefined){
let data15 = data.attempts;
if(!(((typeof data15 == "number") && (!(data15 % 1) && !isNaN(data15))) && (isFinite(data15)))){
errors = (vErrors ??= []).push({instancePath:instancePath+"/attempts",keyword:"type",params:{}});
}
if((typeof data15 == "number") && (isFinite(data15))){
if(data15 > 10 || isNaN(data15)){
errors = (vErrors ??= []).push({instancePath:instancePath+"/attempts",keyword:"maximum",params:{comparison: "<=", limit: 10}});
}
if(data15 < 1 || isNaN(data15)){
errors = (vErrors ??= []).push({instancePath:instancePath+"/attempts",keyword:"minimum",params:{comparison: ">=", limit: 1}});
}
}
}
if(data.backoff !== undefined){
if(typeof data.backoff !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/backoff",keyword:"type",params:{}});
}
}
if(data.ca !== undefined){
if(typeof data.ca !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/ca",keyword:"type",params:{}});
}
}
if(data.cert !== undefined){
if(typeof data.cert !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/cert",keyword:"type",params:{}});
}
}
if(data.key !== undefined){
if(typeof data.key !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/key",keyword:"type",params:{}});
}
}
if(data.server_name !== undefined){
if(typeof data.server_name !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/server_name",keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
validate33.errors = vErrors;
return errors === 0;
}

export const probe_process = validate43;

function validate43(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((key0 === "name") || (key0 === "match")) || (key0 === "pidfile"))){
errors = (vErrors ??= []).push({instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
}
}
if(data.name !== undefined){
let data0 = data.name;
if(typeof data0 === "string"){
if(data0.length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/name",keyword:"minLength",params:{limit: 1}});
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/name",keyword:"type",params:{}});
}
}
if(data.match !== undefined){
let data1 = data.match;
if(typeof data1 === "string"){
if(data1.length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/match",keyword:"minLength",params:{limit: 1}});
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/match",keyword:"type",params:{}});
}
}
if(data.pidfile !== undefined){
let data2 = data.pidfile;
if(typeof data2 === "string"){
if(data2.length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/pidfile",keyword:"minLength",params:{limit: 1}});
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/pidfile",keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
validate43.errors = vErrors;
return errors === 0;
}

export const probe_prometheus = validate44;
const schema23 = {"properties":{"url":true,"query":true,"ratio":true,"unit":true,"samples":true,"min_samples":true,"max_age":true,"headers":true,"tenant":true,"timeout":true,"attempts":true,"backoff":true,"ca":true,"cert":true,"key":true,"server_name":true}};

function validate45(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.bad === undefined){
errors = (vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "bad"}});
}
if(data.total === undefined){
errors = (vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "total"}});
}
if(data.window === undefined){
errors = (vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "window"}});
}
for(const key0 in data){
if(!(((key0 === "bad") || (key0 === "total")) || (key0 === "window"))){
errors = (vErrors ??= []).push({instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
}
}
if(data.bad !== undefined){
let data0 = data.bad;
if(typeof data0 === "string"){
if(data0.length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/bad",keyword:"minLength",params:{limit: 1}});
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/bad",keyword:"type",params:{}});
}
}
if(data.total !== undefined){
let data1 = data.total;
if(typeof data1 === "string"){
if(data1.length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/total",keyword:"minLength",params:{limit: 1}});
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/total",keyword:"type",params:{}});
}
}
if(data.window !== undefined){
if(typeof data.window !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/window",keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
validate45.errors = vErrors;
return errors === 0;
}


function validate44(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.url === undefined){
errors = (vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "url"}});
}
for(const key0 in data){
if(!(func2.call(schema23.properties, key0))){
errors = (vErrors ??= []).push({instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
}
}
if(data.url !== undefined){
if(typeof data.url !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/url",keyword:"type",params:{}});
}
}
if(data.query !== undefined){
let data1 = data.query;
if(typeof data1 === "string"){
if(data1.length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/query",keyword:"minLength",params:{limit: 1}});
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/query",keyword:"type",params:{}});
}
}
if(data.ratio !== undefined){
if(!(validate45(data.ratio, {instancePath:instancePath+"/ratio",parentData:data,parentDataProperty:"ratio",rootData}))){
vErrors = vErrors === null ? validate45.errors : vErrors.concat(validate45.errors);
errors = vErrors.length;
}
}
if(data.unit !== undefined){
let data3 = data.unit;
if(typeof data3 !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/unit",keyword:"type",params:{}});
}
if(!((((((data3 === "number") || (data3 === "ratio")) || (data3 === "percent")) || (data3 === "seconds")) || (data3 === "milliseconds")) || (data3 === "bytes"))){
errors = (vErrors ??= []).push({instancePath:instancePath+"/unit",keyword:"enum",params:{}});
}
}
if(data.samples !== undefined){
let data4 = data.samples;
if(typeof data4 === "string"){
if(data4.length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/samples",keyword:"minLength",params:{limit: 1}});
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/samples",keyword:"type",params:{}});
}
}
if(data.min_samples !== undefined){
let data5 = data.min_samples;
if(!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))){
errors = (vErrors ??= []).push({instancePath:instancePath+"/min_samples",keyword:"type",params:{}});
}
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 < 1 || isNaN(data5)){
errors = (vErrors ??= []).push({instancePath:instancePath+"/min_samples",keyword:"minimum",params:{comparison: ">=", limit: 1}});
}
}
}
if(data.max_age !== undefined){
if(typeof data.max_age !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/max_age",keyword:"type",params:{}});
}
}
if(data.headers !== undefined){
let data7 = data.headers;
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
for(const key1 in data7){
if(typeof data7[key1] !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/headers/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/headers",keyword:"type",params:{}});
}
}
if(data.tenant !== undefined){
if(typeof data.tenant !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/tenant",keyword:"type",params:{}});
}
}
if(data.timeout !== undefined){
if(typeof data.timeout !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/timeout",keyword:"type",params:{}});
}
}
if(data.attempts !== undefined){
let data11 = data.attempts;
if(!(((typeof data11 == "number") && (!(data11 % 1) && !isNaN(data11))) && (isFinite(data11)))){
errors = (vErrors ??= []).push({instancePath:instancePath+"/attempts",keyword:"type",params:{}});
}
if((typeof data11 == "number") && (isFinite(data11))){
if(data11 > 10 || isNaN(data11)){
errors = (vErrors ??= []).push({instancePath:instancePath+"/attempts",keyword:"maximum",params:{comparison: "<=", limit: 10}});
}
if(data11 < 1 || isNaN(data11)){
errors = (vErrors ??= []).push({instancePath:instancePath+"/attempts",keyword:"minimum",params:{comparison: ">=", limit: 1}});
}
}
}
if(data.backoff !== undefined){
if(typeof data.backoff !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/backoff",keyword:"type",params:{}});
}
}
if(data.ca !== undefined){
if(typeof data.ca !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/ca",keyword:"type",params:{}});
}
}
if(data.cert !== undefined){
if(typeof data.cert !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/cert",keyword:"type",params:{}});
}
}
if(data.key !== undefined){
if(typeof data.key !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/key",keyword:"type",params:{}});
}
}
if(data.server_name !== undefined){
if(typeof data.server_name !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/server_name",keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
validate44.errors = vErrors;
return errors === 0;
}

export const probe_tcp = validate47;

function validate47(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.host === undefined){
errors = (vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "host"}});
}
if(data.port === undefined){
errors = (vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "port"}});
}
for(const key0 in data){
if(!(((((key0 === "host") || (key0 === "port")) || (key0 === "timeout")) || (key0 === "attempts")) || (key0 === "backoff"))){
errors = (vErrors ??= []).push({instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
}
}
if(data.host !== undefined){
let data0 = data.host;
if(typeof data0 === "string"){
if(data0.length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/host",keyword:"minLength",params:{limit: 1}});
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/host",keyword:"type",params:{}});
}
}
if(data.port !== undefined){
let data1 = data.port;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
errors = (vErrors ??= []).push({instancePath:instancePath+"/port",keyword:"type",params:{}});
}
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 > 65535 || isNaN(data1)){
errors = (vErrors ??= []).push({instancePath:instancePath+"/port",keyword:"maximum",params:{comparison: "<=", limit: 65535}});
}
if(data1 < 1 || isNaN(data1)){
errors = (vErrors ??= []).push({instancePath:instancePath+"/port",keyword:"minimum",params:{comparison: ">=", limit: 1}});
}
}
}
if(data.timeout !== undefined){
if(typeof data.timeout !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/timeout",keyword:"type",params:{}});
}
}
if(data.attempts !== undefined){
let data3 = data.attempts;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
errors = (vErrors ??= []).push({instancePath:instancePath+"/attempts",keyword:"type",params:{}});
}
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 > 10 || isNaN(data3)){
errors = (vErrors ??= []).push({instancePath:instancePath+"/attempts",keyword:"maximum",params:{comparison: "<=", limit: 10}});
}
if(data3 < 1 || isNaN(data3)){
errors = (vErrors ??= []).push({instancePath:instancePath+"/attempts",keyword:"minimum",params:{comparison: ">=", limit: 1}});
}
}
}
if(data.backoff !== undefined){
if(typeof data.backoff !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/backoff",keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
validate47.errors = vErrors;
return errors === 0;
}

export const probe_tls = validate48;
const schema26 = {"properties":{"host":true,"port":true,"timeout":true,"attempts":true,"backoff":true,"ca":true,"cert":true,"key":true,"server_name":true}};

function validate48(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.host === undefined){
errors = (vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "host"}});
}
for(const key0 in data){
if(!(func2.call(schema26.properties, key0))){
errors = (vErrors ??= []).push({instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
}
}
if(data.host !== undefined){
let data0 = data.host;
if(typeof data0 === "string"){
if(data0.length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/host",keyword:"minLength",params:{limit: 1}});
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/host",keyword:"type",params:{}});
}
}
if(data.port !== undefined){
let data1 = data.port;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
errors = (vErrors ??= []).push({instancePath:instancePath+"/port",keyword:"type",params:{}});
}
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 > 65535 || isNaN(data1)){
errors = (vErrors ??= []).push({instancePath:instancePath+"/port",keyword:"maximum",params:{comparison: "<=", limit: 65535}});
}
if(data1 < 1 || isNaN(data1)){
errors = (vErrors ??= []).push({instancePath:instancePath+"/port",keyword:"minimum",params:{comparison: ">=", limit: 1}});
}
}
}
if(data.timeout !== undefined){
if(typeof data.timeout !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/timeout",keyword:"type",params:{}});
}
}
if(data.attempts !== undefined){
let data3 = data.attempts;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
errors = (vErrors ??= []).push({instancePath:instancePath+"/attempts",keyword:"type",params:{}});
}
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 > 10 || isNaN(data3)){
errors = (vErrors ??= []).push({instancePath:instancePath+"/attempts",keyword:"maximum",params:{comparison: "<=", limit: 10}});
}
if(data3 < 1 || isNaN(data3)){
errors = (vErrors ??= []).push({instancePath:instancePath+"/attempts",keyword:"minimum",params:{comparison: ">=", limit: 1}});
}
}
}
if(data.backoff !== undefined){
if(typeof data.backoff !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/backoff",keyword:"type",params:{}});
}
}
if(data.ca !== undefined){
if(typeof data.ca !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/ca",keyword:"type",params:{}});
}
}
if(data.cert !== undefined){
if(typeof data.cert !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/cert",keyword:"type",params:{}});
}
}
if(data.key !== undefined){
if(typeof data.key !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/key",keyword:"type",params:{}});
}
}
if(data.server_name !== undefined){
if(typeof data.server_name !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/server_name",keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
validate48.errors = vErrors;
return errors === 0;
}

export const probe_version_file = validate49;

function validate49(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.files === undefined){
errors = (vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "files"}});
}
for(const key0 in data){
if(!(key0 === "files")){
errors = (vErrors ??= []).push({instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
}
}
if(data.files !== undefined){
let data0 = data.files;
if(Array.isArray(data0)){
if(data0.length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/files",keyword:"minItems",params:{limit: 1}});
}
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
let data1 = data0[i0];
if(typeof data1 === "string"){
if(data1.length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/files/" + i0,keyword:"minLength",params:{limit: 1}});
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/files/" + i0,keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/files",keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
validate49.errors = vErrors;
return errors === 0;
}

export const step_command = validate50;

function validate50(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.run === undefined){
errors = (vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "run"}});
}
for(const key0 in data){
if(!((((key0 === "run") || (key0 === "cwd")) || (key0 === "env")) || (key0 === "timeout"))){
errors = (vErrors ??= []).push({instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
}
}
if(data.run !== undefined){
let data0 = data.run;
if(Array.isArray(data0)){
if(data0.length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/run",keyword:"minItems",params:{limit: 1}});
}
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
if(typeof data0[i0] !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/run/" + i0,keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/run",keyword:"type",params:{}});
}
}
if(data.cwd !== undefined){
if(typeof data.cwd !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/cwd",keyword:"type",params:{}});
}
}
if(data.env !== undefined){
let data3 = data.env;
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
for(const key1 in data3){
if(typeof data3[key1] !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/env/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/env",keyword:"type",params:{}});
}
}
if(data.timeout !== undefined){
if(typeof data.timeout !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/timeout",keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
validate50.errors = vErrors;
return errors === 0;
}

export const step_git_tag = validate51;

function validate51(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((((key0 === "tag") || (key0 === "commit")) || (key0 === "message")) || (key0 === "push"))){
errors = (vErrors ??= []).push({instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
}
}
if(data.tag !== undefined){
if(typeof data.tag !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/tag",keyword:"type",params:{}});
}
}
if(data.commit !== undefined){
if(typeof data.commit !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/commit",keyword:"type",params:{}});
}
}
if(data.message !== undefined){
if(typeof data.message !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/message",keyword:"type",params:{}});
}
}
if(data.push !== undefined){
let data3 = data.push;
if(typeof data3 === "string"){
if(data3.length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/push",keyword:"minLength",params:{limit: 1}});
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/push",keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
validate51.errors = vErrors;
return errors === 0;
}

export const step_github_release = validate52;
const schema30 = {"properties":{"repository":true,"token":true,"url":true,"tag":true,"name":true,"body":true,"generate_notes":true,"prerelease":true,"timeout":true,"attempts":true,"backoff":true,"ca":true,"cert":true,"key":true,"server_name":true}};

function validate52(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.repository === undefined){
errors = (vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "repository"}});
}
if(data.token === undefined){
errors = (vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "token"}});
}
for(const key0 in data){
if(!(func2.call(schema30.properties, key0))){
errors = (vErrors ??= []).push({instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
}
}
if(data.repository !== undefined){
if(typeof data.repository !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/repository",keyword:"type",params:{}});
}
}
if(data.token !== undefined){
if(typeof data.token !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/token",keyword:"type",params:{}});
}
}
if(data.url !== undefined){
if(typeof data.url !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/url",keyword:"type",params:{}});
}
}
if(data.tag !== undefined){
if(typeof data.tag !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/tag",keyword:"type",params:{}});
}
}
if(data.name !== undefined){
if(typeof data.name !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/name",keyword:"type",params:{}});
}
}
if(data.body !== undefined){
if(typeof data.body !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/body",keyword:"type",params:{}});
}
}
if(data.generate_notes !== undefined){
if(typeof data.generate_notes !== "boolean"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/generate_notes",keyword:"type",params:{}});
}
}
if(data.prerelease !== undefined){
if(typeof data.prerelease !== "boolean"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/prerelease",keyword:"type",params:{}});
}
}
if(data.timeout !== undefined){
if(typeof data.timeout !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/timeout",keyword:"type",params:{}});
}
}
if(data.attempts !== undefined){
let data9 = data.attempts;
if(!(((typeof data9 == "number") && (!(data9 % 1) && !isNaN(data9))) && (isFinite(data9)))){
errors = (vErrors ??= []).push({instancePath:instancePath+"/attempts",keyword:"type",params:{}});
}
if((typeof data9 == "number") && (isFinite(data9))){
if(data9 > 10 || isNaN(data9)){
errors = (vErrors ??= []).push({instancePath:instancePath+"/attempts",keyword:"maximum",params:{comparison: "<=", limit: 10}});
}
if(data9 < 1 || isNaN(data9)){
errors = (vErrors ??= []).push({instancePath:instancePath+"/attempts",keyword:"minimum",params:{comparison: ">=", limit: 1}});
}
}
}
if(data.backoff !== undefined){
if(typeof data.backoff !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/backoff",keyword:"type",params:{}});
}
}
if(data.ca !== undefined){
if(typeof data.ca !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/ca",keyword:"type",params:{}});
}
}
if(data.cert !== undefined){
if(typeof data.cert !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/cert",keyword:"type",params:{}});
}
}
if(data.key !== undefined){
if(typeof data.key !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/key",keyword:"type",params:{}});
}
}
if(data.server_name !== undefined){
if(typeof data.server_name !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/server_name",keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
validate52.errors = vErrors;
return errors === 0;
}

export const step_webhook = validate53;
const schema31 = {"properties":{"url":true,"headers":true,"type":true,"json":true,"secret":true,"timeout":true,"attempts":true,"backoff":true,"ca":true,"cert":true,"key":true,"server_name":true}};

function validate53(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.url === undefined){
errors = (vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "url"}});
}
for(const key0 in data){
if(!(func2.call(schema31.properties, key0))){
errors = (vErrors ??= []).push({instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
}
}
if(data.url !== undefined){
if(typeof data.url !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/url",keyword:"type",params:{}});
}
}
if(data.headers !== undefined){
let data1 = data.headers;
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
for(const key1 in data1){
if(typeof data1[key1] !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/headers/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/headers",keyword:"type",params:{}});
}
}
if(data.type !== undefined){
if(typeof data.type !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/type",keyword:"type",params:{}});
}
}
if(data.json !== undefined){
if(typeof data.json !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/json",keyword:"type",params:{}});
}
}
if(data.secret !== undefined){
if(typeof data.secret !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/secret",keyword:"type",params:{}});
}
}
if(data.timeout !== undefined){
if(typeof data.timeout !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/timeout",keyword:"type",params:{}});
}
}
if(data.attempts !== undefined){
let data7 = data.attempts;
if(!(((typeof data7 == "number") && (!(data7 % 1) && !isNaN(data7))) && (isFinite(data7)))){
errors = (vErrors ??= []).push({instancePath:instancePath+"/attempts",keyword:"type",params:{}});
}
if((typeof data7 == "number") && (isFinite(data7))){
if(data7 > 10 || isNaN(data7)){
errors = (vErrors ??= []).push({instancePath:instancePath+"/attempts",keyword:"maximum",params:{comparison: "<=", limit: 10}});
}
if(data7 < 1 || isNaN(data7)){
errors = (vErrors ??= []).push({instancePath:instancePath+"/attempts",keyword:"minimum",params:{comparison: ">=", limit: 1}});
}
}
}
if(data.backoff !== undefined){
if(typeof data.backoff !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/backoff",keyword:"type",params:{}});
}
}
if(data.ca !== undefined){
if(typeof data.ca !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/ca",keyword:"type",params:{}});
}
}
if(data.cert !== undefined){
if(typeof data.cert !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/cert",keyword:"type",params:{}});
}
}
if(data.key !== undefined){
if(typeof data.key !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/key",keyword:"type",params:{}});
}
}
if(data.server_name !== undefined){
if(typeof data.server_name !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/server_name",keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
validate53.errors = vErrors;
return errors === 0;
}

export const traffic_command = validate54;

function validate54(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.set === undefined){
errors = (vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "set"}});
}
if(data.read === undefined){
errors = (vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "read"}});
}
for(const key0 in data){
if(!((((((((key0 === "set") || (key0 === "read")) || (key0 === "slots")) || (key0 === "stable")) || (key0 === "canary")) || (key0 === "cwd")) || (key0 === "env")) || (key0 === "timeout"))){
errors = (vErrors ??= []).push({instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
}
}
if(data.set !== undefined){
let data0 = data.set;
if(Array.isArray(data0)){
if(data0.length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/set",keyword:"minItems",params:{limit: 1}});
}
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
if(typeof data0[i0] !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/set/" + i0,keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/set",keyword:"type",params:{}});
}
}
if(data.read !== undefined){
let data2 = data.read;
if(Array.isArray(data2)){
if(data2.length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/read",keyword:"minItems",params:{limit: 1}});
}
const len1 = data2.length;
for(let i1=0; i1<len1; i1++){
if(typeof data2[i1] !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/read/" + i1,keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/read",keyword:"type",params:{}});
}
}
if(data.slots !== undefined){
let data4 = data.slots;
if(Array.isArray(data4)){
if(data4.length > 2){
errors = (vErrors ??= []).push({instancePath:instancePath+"/slots",keyword:"maxItems",params:{limit: 2}});
}
if(data4.length < 2){
errors = (vErrors ??= []).push({instancePath:instancePath+"/slots",keyword:"minItems",params:{limit: 2}});
}
const len2 = data4.length;
for(let i2=0; i2<len2; i2++){
if(typeof data4[i2] !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/slots/" + i2,keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/slots",keyword:"type",params:{}});
}
}
if(data.stable !== undefined){
if(typeof data.stable !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/stable",keyword:"type",params:{}});
}
}
if(data.canary !== undefined){
if(typeof data.canary !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/canary",keyword:"type",params:{}});
}
}
if(data.cwd !== undefined){
if(typeof data.cwd !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/cwd",keyword:"type",params:{}});
}
}
if(data.env !== undefined){
let data9 = data.env;
if(data9 && typeof data9 == "object" && !Array.isArray(data9)){
for(const key1 in data9){
if(typeof data9[key1] !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/env/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/env",keyword:"type",params:{}});
}
}
if(data.timeout !== undefined){
if(typeof data.timeout !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/timeout",keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
validate54.errors = vErrors;
return errors === 0;
}

export const traffic_flag = validate55;

function validate55(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(key0 === "name")){
errors = (vErrors ??= []).push({instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
}
}
if(data.name !== undefined){
let data0 = data.name;
if(typeof data0 === "string"){
if(data0.length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/name",keyword:"minLength",params:{limit: 1}});
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/name",keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
validate55.errors = vErrors;
return errors === 0;
}

export const traffic_flagd = validate56;

function validate56(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.file === undefined){
errors = (vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "file"}});
}
if(data.flag === undefined){
errors = (vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "flag"}});
}
for(const key0 in data){
if(!((((key0 === "file") || (key0 === "flag")) || (key0 === "off")) || (key0 === "on"))){
errors = (vErrors ??= []).push({instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
}
}
if(data.file !== undefined){
if(typeof data.file !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/file",keyword:"type",params:{}});
}
}
if(data.flag !== undefined){
let data1 = data.flag;
if(typeof data1 === "string"){
if(data1.length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/flag",keyword:"minLength",params:{limit: 1}});
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/flag",keyword:"type",params:{}});
}
}
if(data.off !== undefined){
if(typeof data.off !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/off",keyword:"type",params:{}});
}
}
if(data.on !== undefined){
if(typeof data.on !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/on",keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
validate56.errors = vErrors;
return errors === 0;
}

export const traffic_haproxy = validate57;

function validate57(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.socket === undefined){
errors = (vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "socket"}});
}
if(data.backend === undefined){
errors = (vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "backend"}});
}
for(const key0 in data){
if(!((((((key0 === "socket") || (key0 === "backend")) || (key0 === "slots")) || (key0 === "stable")) || (key0 === "canary")) || (key0 === "timeout"))){
errors = (vErrors ??= []).push({instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
}
}
if(data.socket !== undefined){
if(typeof data.socket !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/socket",keyword:"type",params:{}});
}
}
if(data.backend !== undefined){
if(typeof data.backend !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/backend",keyword:"type",params:{}});
}
}
if(data.slots !== undefined){
let data2 = data.slots;
if(Array.isArray(data2)){
if(data2.length > 2){
errors = (vErrors ??= []).push({instancePath:instancePath+"/slots",keyword:"maxItems",params:{limit: 2}});
}
if(data2.length < 2){
errors = (vErrors ??= []).push({instancePath:instancePath+"/slots",keyword:"minItems",params:{limit: 2}});
}
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
if(typeof data2[i0] !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/slots/" + i0,keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/slots",keyword:"type",params:{}});
}
}
if(data.stable !== undefined){
if(typeof data.stable !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/stable",keyword:"type",params:{}});
}
}
if(data.canary !== undefined){
if(typeof data.canary !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/canary",keyword:"type",params:{}});
}
}
if(data.timeout !== undefined){
if(typeof data.timeout !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/timeout",keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
validate57.errors = vErrors;
return errors === 0;
}

export const traffic_kong = validate58;
const schema36 = {"properties":{"url":true,"upstream":true,"slots":true,"headers":true,"timeout":true,"attempts":true,"backoff":true,"ca":true,"cert":true,"key":true,"server_name":true}};

function validate58(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.url === undefined){
errors = (vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "url"}});
}
if(data.upstream === undefined){
errors = (vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "upstream"}});
}
if(data.slots === undefined){
errors = (vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "slots"}});
}
for(const key0 in data){
if(!(func2.call(schema36.properties, key0))){
errors = (vErrors ??= []).push({instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
}
}
if(data.url !== undefined){
if(typeof data.url !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/url",keyword:"type",params:{}});
}
}
if(data.upstream !== undefined){
let data1 = data.upstream;
if(typeof data1 === "string"){
if(data1.length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/upstream",keyword:"minLength",params:{limit: 1}});
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/upstream",keyword:"type",params:{}});
}
}
if(data.slots !== undefined){
let data2 = data.slots;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(Object.keys(data2).length > 2){
errors = (vErrors ??= []).push({instancePath:instancePath+"/slots",keyword:"maxProperties",params:{limit: 2}});
}
if(Object.keys(data2).length < 2){
errors = (vErrors ??= []).push({instancePath:instancePath+"/slots",keyword:"minProperties",params:{limit: 2}});
}
for(const key1 in data2){
if(typeof data2[key1] !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/slots/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/slots",keyword:"type",params:{}});
}
}
if(data.headers !== undefined){
let data4 = data.headers;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
for(const key2 in data4){
if(typeof data4[key2] !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/headers/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/headers",keyword:"type",params:{}});
}
}
if(data.timeout !== undefined){
if(typeof data.timeout !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/timeout",keyword:"type",params:{}});
}
}
if(data.attempts !== undefined){
let data7 = data.attempts;
if(!(((typeof data7 == "number") && (!(data7 % 1) && !isNaN(data7))) && (isFinite(data7)))){
errors = (vErrors ??= []).push({instancePath:instancePath+"/attempts",keyword:"type",params:{}});
}
if((typeof data7 == "number") && (isFinite(data7))){
if(data7 > 10 || isNaN(data7)){
errors = (vErrors ??= []).push({instancePath:instancePath+"/attempts",keyword:"maximum",params:{comparison: "<=", limit: 10}});
}
if(data7 < 1 || isNaN(data7)){
errors = (vErrors ??= []).push({instancePath:instancePath+"/attempts",keyword:"minimum",params:{comparison: ">=", limit: 1}});
}
}
}
if(data.backoff !== undefined){
if(typeof data.backoff !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/backoff",keyword:"type",params:{}});
}
}
if(data.ca !== undefined){
if(typeof data.ca !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/ca",keyword:"type",params:{}});
}
}
if(data.cert !== undefined){
if(typeof data.cert !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/cert",keyword:"type",params:{}});
}
}
if(data.key !== undefined){
if(typeof data.key !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/key",keyword:"type",params:{}});
}
}
if(data.server_name !== undefined){
if(typeof data.server_name !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/server_name",keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
validate58.errors = vErrors;
return errors === 0;
}

export const traffic_nginx = validate59;
const schema37 = {"properties":{"file":true,"status":true,"slots":true,"stable":true,"canary":true,"variable":true,"hash":true,"test":true,"pid":true,"reload":true,"timeout":true}};

function validate59(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.file === undefined){
errors = (vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "file"}});
}
if(data.status === undefined){
errors = (vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "status"}});
}
for(const key0 in data){
if(!(func2.call(schema37.properties, key0))){
errors = (vErrors ??= []).push({instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
}
}
if(data.file !== undefined){
if(typeof data.file !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/file",keyword:"type",params:{}});
}
}
if(data.status !== undefined){
if(typeof data.status !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/status",keyword:"type",params:{}});
}
}
if(data.slots !== undefined){
let data2 = data.slots;
if(Array.isArray(data2)){
if(data2.length > 2){
errors = (vErrors ??= []).push({instancePath:instancePath+"/slots",keyword:"maxItems",params:{limit: 2}});
}
if(data2.length < 2){
errors = (vErrors ??= []).push({instancePath:instancePath+"/slots",keyword:"minItems",params:{limit: 2}});
}
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
if(typeof data2[i0] !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/slots/" + i0,keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/slots",keyword:"type",params:{}});
}
}
if(data.stable !== undefined){
if(typeof data.stable !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/stable",keyword:"type",params:{}});
}
}
if(data.canary !== undefined){
if(typeof data.canary !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/canary",keyword:"type",params:{}});
}
}
if(data.variable !== undefined){
if(typeof data.variable !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/variable",keyword:"type",params:{}});
}
}
if(data.hash !== undefined){
if(typeof data.hash !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/hash",keyword:"type",params:{}});
}
}
if(data.test !== undefined){
let data8 = data.test;
if(Array.isArray(data8)){
if(data8.length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/test",keyword:"minItems",params:{limit: 1}});
}
const len1 = data8.length;
for(let i1=0; i1<len1; i1++){
if(typeof data8[i1] !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/test/" + i1,keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/test",keyword:"type",params:{}});
}
}
if(data.pid !== undefined){
if(typeof data.pid !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/pid",keyword:"type",params:{}});
}
}
if(data.reload !== undefined){
let data11 = data.reload;
if(Array.isArray(data11)){
if(data11.length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/reload",keyword:"minItems",params:{limit: 1}});
}
const len2 = data11.length;
for(let i2=0; i2<len2; i2++){
if(typeof data11[i2] !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/reload/" + i2,keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/reload",keyword:"type",params:{}});
}
}
if(data.timeout !== undefined){
if(typeof data.timeout !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/timeout",keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
validate59.errors = vErrors;
return errors === 0;
}

export const traffic_redis = validate60;

function validate60(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.url === undefined){
errors = (vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "url"}});
}
if(data.key === undefined){
errors = (vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "key"}});
}
for(const key0 in data){
if(!(((((key0 === "url") || (key0 === "username")) || (key0 === "password")) || (key0 === "key")) || (key0 === "timeout"))){
errors = (vErrors ??= []).push({instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
}
}
if(data.url !== undefined){
if(typeof data.url !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/url",keyword:"type",params:{}});
}
}
if(data.username !== undefined){
if(typeof data.username !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/username",keyword:"type",params:{}});
}
}
if(data.password !== undefined){
if(typeof data.password !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/password",keyword:"type",params:{}});
}
}
if(data.key !== undefined){
let data3 = data.key;
if(typeof data3 === "string"){
if(data3.length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/key",keyword:"minLength",params:{limit: 1}});
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/key",keyword:"type",params:{}});
}
}
if(data.timeout !== undefined){
if(typeof data.timeout !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/timeout",keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
validate60.errors = vErrors;
return errors === 0;
}

export const traffic_router = validate61;

function validate62(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((key0 === "cookie") || (key0 === "header"))){
errors = (vErrors ??= []).push({instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
}
}
if(data.cookie !== undefined){
if(typeof data.cookie !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/cookie",keyword:"type",params:{}});
}
}
if(data.header !== undefined){
if(typeof data.header !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/header",keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
validate62.errors = vErrors;
return errors === 0;
}


function validate61(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.listen === undefined){
errors = (vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "listen"}});
}
if(data.admin === undefined){
errors = (vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "admin"}});
}
if(data.slots === undefined){
errors = (vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "slots"}});
}
for(const key0 in data){
if(!(((((key0 === "listen") || (key0 === "admin")) || (key0 === "slots")) || (key0 === "sticky")) || (key0 === "timeout"))){
errors = (vErrors ??= []).push({instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
}
}
if(data.listen !== undefined){
if(typeof data.listen !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/listen",keyword:"type",params:{}});
}
}
if(data.admin !== undefined){
if(typeof data.admin !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/admin",keyword:"type",params:{}});
}
}
if(data.slots !== undefined){
let data2 = data.slots;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(Object.keys(data2).length > 2){
errors = (vErrors ??= []).push({instancePath:instancePath+"/slots",keyword:"maxProperties",params:{limit: 2}});
}
if(Object.keys(data2).length < 2){
errors = (vErrors ??= []).push({instancePath:instancePath+"/slots",keyword:"minProperties",params:{limit: 2}});
}
for(const key1 in data2){
if(typeof data2[key1] !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/slots/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/slots",keyword:"type",params:{}});
}
}
if(data.sticky !== undefined){
if(!(validate62(data.sticky, {instancePath:instancePath+"/sticky",parentData:data,parentDataProperty:"sticky",rootData}))){
vErrors = vErrors === null ? validate62.errors : vErrors.concat(validate62.errors);
errors = vErrors.length;
}
}
if(data.timeout !== undefined){
if(typeof data.timeout !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/timeout",keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
validate61.errors = vErrors;
return errors === 0;
}

export const traffic_webhook = validate64;
const schema41 = {"properties":{"url":true,"read":true,"slots":true,"stable":true,"canary":true,"headers":true,"secret":true,"timeout":true,"attempts":true,"backoff":true,"ca":true,"cert":true,"key":true,"server_name":true}};

function validate64(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.url === undefined){
errors = (vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "url"}});
}
for(const key0 in data){
if(!(func2.call(schema41.properties, key0))){
errors = (vErrors ??= []).push({instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
}
}
if(data.url !== undefined){
if(typeof data.url !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/url",keyword:"type",params:{}});
}
}
if(data.read !== undefined){
if(typeof data.read !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/read",keyword:"type",params:{}});
}
}
if(data.slots !== undefined){
let data2 = data.slots;
if(Array.isArray(data2)){
if(data2.length > 2){
errors = (vErrors ??= []).push({instancePath:instancePath+"/slots",keyword:"maxItems",params:{limit: 2}});
}
if(data2.length < 2){
errors = (vErrors ??= []).push({instancePath:instancePath+"/slots",keyword:"minItems",params:{limit: 2}});
}
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
if(typeof data2[i0] !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/slots/" + i0,keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/slots",keyword:"type",params:{}});
}
}
if(data.stable !== undefined){
if(typeof data.stable !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/stable",keyword:"type",params:{}});
}
}
if(data.canary !== undefined){
if(typeof data.canary !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/canary",keyword:"type",params:{}});
}
}
if(data.headers !== undefined){
let data6 = data.headers;
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
for(const key1 in data6){
if(typeof data6[key1] !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/headers/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/headers",keyword:"type",params:{}});
}
}
if(data.secret !== undefined){
if(typeof data.secret !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/secret",keyword:"type",params:{}});
}
}
if(data.timeout !== undefined){
if(typeof data.timeout !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/timeout",keyword:"type",params:{}});
}
}
if(data.attempts !== undefined){
let data10 = data.attempts;
if(!(((typeof data10 == "number") && (!(data10 % 1) && !isNaN(data10))) && (isFinite(data10)))){
errors = (vErrors ??= []).push({instancePath:instancePath+"/attempts",keyword:"type",params:{}});
}
if((typeof data10 == "number") && (isFinite(data10))){
if(data10 > 10 || isNaN(data10)){
errors = (vErrors ??= []).push({instancePath:instancePath+"/attempts",keyword:"maximum",params:{comparison: "<=", limit: 10}});
}
if(data10 < 1 || isNaN(data10)){
errors = (vErrors ??= []).push({instancePath:instancePath+"/attempts",keyword:"minimum",params:{comparison: ">=", limit: 1}});
}
}
}
if(data.backoff !== undefined){
if(typeof data.backoff !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/backoff",keyword:"type",params:{}});
}
}
if(data.ca !== undefined){
if(typeof data.ca !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/ca",keyword:"type",params:{}});
}
}
if(data.cert !== undefined){
if(typeof data.cert !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/cert",keyword:"type",params:{}});
}
}
if(data.key !== undefined){
if(typeof data.key !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/key",keyword:"type",params:{}});
}
}
if(data.server_name !== undefined){
if(typeof data.server_name !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/server_name",keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
validate64.errors = vErrors;
return errors === 0;
}

export const notifier_cdevents = validate65;
const schema42 = {"properties":{"url":true,"source":true,"headers":true,"timeout":true,"attempts":true,"backoff":true,"ca":true,"cert":true,"key":true,"server_name":true}};

function validate65(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.url === undefined){
errors = (vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "url"}});
}
for(const key0 in data){
if(!(func2.call(schema42.properties, key0))){
errors = (vErrors ??= []).push({instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
}
}
if(data.url !== undefined){
if(typeof data.url !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/url",keyword:"type",params:{}});
}
}
if(data.source !== undefined){
if(typeof data.source !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/source",keyword:"type",params:{}});
}
}
if(data.headers !== undefined){
let data2 = data.headers;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
for(const key1 in data2){
if(typeof data2[key1] !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/headers/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/headers",keyword:"type",params:{}});
}
}
if(data.timeout !== undefined){
if(typeof data.timeout !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/timeout",keyword:"type",params:{}});
}
}
if(data.attempts !== undefined){
let data5 = data.attempts;
if(!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))){
errors = (vErrors ??= []).push({instancePath:instancePath+"/attempts",keyword:"type",params:{}});
}
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 > 10 || isNaN(data5)){
errors = (vErrors ??= []).push({instancePath:instancePath+"/attempts",keyword:"maximum",params:{comparison: "<=", limit: 10}});
}
if(data5 < 1 || isNaN(data5)){
errors = (vErrors ??= []).push({instancePath:instancePath+"/attempts",keyword:"minimum",params:{comparison: ">=", limit: 1}});
}
}
}
if(data.backoff !== undefined){
if(typeof data.backoff !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/backoff",keyword:"type",params:{}});
}
}
if(data.ca !== undefined){
if(typeof data.ca !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/ca",keyword:"type",params:{}});
}
}
if(data.cert !== undefined){
if(typeof data.cert !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/cert",keyword:"type",params:{}});
}
}
if(data.key !== undefined){
if(typeof data.key !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/key",keyword:"type",params:{}});
}
}
if(data.server_name !== undefined){
if(typeof data.server_name !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/server_name",keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
validate65.errors = vErrors;
return errors === 0;
}

export const notifier_command = validate66;

function validate66(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.run === undefined){
errors = (vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "run"}});
}
for(const key0 in data){
if(!((((key0 === "run") || (key0 === "cwd")) || (key0 === "env")) || (key0 === "timeout"))){
errors = (vErrors ??= []).push({instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
}
}
if(data.run !== undefined){
let data0 = data.run;
if(Array.isArray(data0)){
if(data0.length < 1){
errors = (vErrors ??= []).push({instancePath:instancePath+"/run",keyword:"minItems",params:{limit: 1}});
}
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
if(typeof data0[i0] !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/run/" + i0,keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/run",keyword:"type",params:{}});
}
}
if(data.cwd !== undefined){
if(typeof data.cwd !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/cwd",keyword:"type",params:{}});
}
}
if(data.env !== undefined){
let data3 = data.env;
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
for(const key1 in data3){
if(typeof data3[key1] !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/env/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/env",keyword:"type",params:{}});
}
}
if(data.timeout !== undefined){
if(typeof data.timeout !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/timeout",keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
validate66.errors = vErrors;
return errors === 0;
}

export const notifier_pagerduty = validate67;

function validate67(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.routing_key === undefined){
errors = (vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "routing_key"}});
}
for(const key0 in data){
if(!(((((key0 === "routing_key") || (key0 === "url")) || (key0 === "timeout")) || (key0 === "attempts")) || (key0 === "backoff"))){
errors = (vErrors ??= []).push({instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
}
}
if(data.routing_key !== undefined){
if(typeof data.routing_key !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/routing_key",keyword:"type",params:{}});
}
}
if(data.url !== undefined){
if(typeof data.url !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/url",keyword:"type",params:{}});
}
}
if(data.timeout !== undefined){
if(typeof data.timeout !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/timeout",keyword:"type",params:{}});
}
}
if(data.attempts !== undefined){
let data3 = data.attempts;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
errors = (vErrors ??= []).push({instancePath:instancePath+"/attempts",keyword:"type",params:{}});
}
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 > 10 || isNaN(data3)){
errors = (vErrors ??= []).push({instancePath:instancePath+"/attempts",keyword:"maximum",params:{comparison: "<=", limit: 10}});
}
if(data3 < 1 || isNaN(data3)){
errors = (vErrors ??= []).push({instancePath:instancePath+"/attempts",keyword:"minimum",params:{comparison: ">=", limit: 1}});
}
}
}
if(data.backoff !== undefined){
if(typeof data.backoff !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/backoff",keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
validate67.errors = vErrors;
return errors === 0;
}

export const notifier_slack = validate68;

function validate68(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.url === undefined){
errors = (vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "url"}});
}
for(const key0 in data){
if(!((((key0 === "url") || (key0 === "timeout")) || (key0 === "attempts")) || (key0 === "backoff"))){
errors = (vErrors ??= []).push({instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
}
}
if(data.url !== undefined){
if(typeof data.url !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/url",keyword:"type",params:{}});
}
}
if(data.timeout !== undefined){
if(typeof data.timeout !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/timeout",keyword:"type",params:{}});
}
}
if(data.attempts !== undefined){
let data2 = data.attempts;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
errors = (vErrors ??= []).push({instancePath:instancePath+"/attempts",keyword:"type",params:{}});
}
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 > 10 || isNaN(data2)){
errors = (vErrors ??= []).push({instancePath:instancePath+"/attempts",keyword:"maximum",params:{comparison: "<=", limit: 10}});
}
if(data2 < 1 || isNaN(data2)){
errors = (vErrors ??= []).push({instancePath:instancePath+"/attempts",keyword:"minimum",params:{comparison: ">=", limit: 1}});
}
}
}
if(data.backoff !== undefined){
if(typeof data.backoff !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/backoff",keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
validate68.errors = vErrors;
return errors === 0;
}

export const notifier_webhook = validate69;
const schema46 = {"properties":{"url":true,"headers":true,"secret":true,"timeout":true,"attempts":true,"backoff":true,"ca":true,"cert":true,"key":true,"server_name":true}};

function validate69(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.url === undefined){
errors = (vErrors ??= []).push({instancePath,keyword:"required",params:{missingProperty: "url"}});
}
for(const key0 in data){
if(!(func2.call(schema46.properties, key0))){
errors = (vErrors ??= []).push({instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
}
}
if(data.url !== undefined){
if(typeof data.url !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/url",keyword:"type",params:{}});
}
}
if(data.headers !== undefined){
let data1 = data.headers;
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
for(const key1 in data1){
if(typeof data1[key1] !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/headers/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath:instancePath+"/headers",keyword:"type",params:{}});
}
}
if(data.secret !== undefined){
if(typeof data.secret !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/secret",keyword:"type",params:{}});
}
}
if(data.timeout !== undefined){
if(typeof data.timeout !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/timeout",keyword:"type",params:{}});
}
}
if(data.attempts !== undefined){
let data5 = data.attempts;
if(!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))){
errors = (vErrors ??= []).push({instancePath:instancePath+"/attempts",keyword:"type",params:{}});
}
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 > 10 || isNaN(data5)){
errors = (vErrors ??= []).push({instancePath:instancePath+"/attempts",keyword:"maximum",params:{comparison: "<=", limit: 10}});
}
if(data5 < 1 || isNaN(data5)){
errors = (vErrors ??= []).push({instancePath:instancePath+"/attempts",keyword:"minimum",params:{comparison: ">=", limit: 1}});
}
}
}
if(data.backoff !== undefined){
if(typeof data.backoff !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/backoff",keyword:"type",params:{}});
}
}
if(data.ca !== undefined){
if(typeof data.ca !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/ca",keyword:"type",params:{}});
}
}
if(data.cert !== undefined){
if(typeof data.cert !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/cert",keyword:"type",params:{}});
}
}
if(data.key !== undefined){
if(typeof data.key !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/key",keyword:"type",params:{}});
}
}
if(data.server_name !== undefined){
if(typeof data.server_name !== "string"){
errors = (vErrors ??= []).push({instancePath:instancePath+"/server_name",keyword:"type",params:{}});
}
}
}
else {
errors = (vErrors ??= []).push({instancePath,keyword:"type",params:{}});
}
validate69.errors = vErrors;
return errors === 0;
}

export const probeValidators = new Map([
  ['changelog', probe_changelog],
  ['command', probe_command],
  ['disk', probe_disk],
  ['env', probe_env],
  ['file', probe_file],
  ['git', probe_git],
  ['haproxy', probe_haproxy],
  ['http', probe_http],
  ['junit', probe_junit],
  ['memory', probe_memory],
  ['metrics', probe_metrics],
  ['process', probe_process],
  ['prometheus', probe_prometheus],
  ['tcp', probe_tcp],
  ['tls', probe_tls],
  ['version_file', probe_version_file],
]);

export const stepValidators = new Map([
  ['command', step_command],
  ['git_tag', step_git_tag],
  ['github_release', step_github_release],
  ['webhook', step_webhook],
]);

export const trafficValidators = new Map([
  ['command', traffic_command],
  ['flag', traffic_flag],
  ['flagd', traffic_flagd],
  ['haproxy', traffic_haproxy],
  ['kong', traffic_kong],
  ['nginx', traffic_nginx],
  ['redis', traffic_redis],
  ['router', traffic_router],
  ['webhook', traffic_webhook],
]);

export const notifierValidators = new Map([
  ['cdevents', notifier_cdevents],
  ['command', notifier_command],
  ['pagerduty', notifier_pagerduty],
  ['slack', notifier_slack],
  ['webhook', notifier_webhook],
]);
